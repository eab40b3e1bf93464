#!/usr/bin/env python3
"""Speaks the demonstration episodes from scripts/podcasts/*.txt.

    python3 scripts/make-podcasts.py          # writes content/media/podcasts/*.mp3 and *.vtt

Each line of a text is one sentence and becomes one cue; a line with # opens a chapter. Sentences are
spoken one by one and measured, so the captions fit the sound. Needs espeak-ng and lame. Prints what
podcast-episodes.yaml has to say: the duration and the chapters.
"""
import io
import pathlib
import re
import subprocess
import wave

HERE = pathlib.Path(__file__).resolve().parent
OUT = HERE.parent / "content" / "media" / "podcasts"
VOICE = ["espeak-ng", "-v", "en-gb", "-s", "158", "-p", "42", "-g", "2", "--stdout"]
BETWEEN_SENTENCES, BETWEEN_CHAPTERS, LEAD_IN = 0.45, 1.0, 0.3
SPEAKER = "Synthetic voice"

# How a synthetic voice has to be told to say what is written.
SPOKEN = [(r"\bA-TREAT\b", "A treat"), (r"\bASH\b", "Ash"), (r"\bWHO\b", "W H O"), (r"\bDACOTA\b", "Dakota")]


def speak(sentence):
    for pattern, sound in SPOKEN:
        sentence = re.sub(pattern, sound, sentence)
    spoken = subprocess.run([*VOICE, sentence], check=True, capture_output=True).stdout
    with wave.open(io.BytesIO(spoken)) as sound:
        rate, frames = sound.getframerate(), sound.readframes(sound.getnframes())
    return rate, trim(frames, rate)


def trim(frames, rate):
    """Without the silence at the end, of which the voice leaves more or less."""
    samples = memoryview(frames[: len(frames) // 2 * 2]).cast("h")
    end = len(samples)
    while end and abs(samples[end - 1]) < 120:
        end -= 1
    end = min(len(samples), end + rate // 20)
    return samples[:end].tobytes()


def as_wav(frames, rate):
    whole = io.BytesIO()
    with wave.open(whole, "wb") as sound:
        sound.setparams((1, 2, rate, 0, "NONE", ""))
        sound.writeframes(bytes(frames))
    return whole.getvalue()


def stamp(ms):
    return f"{ms // 3600000:02}:{ms // 60000 % 60:02}:{ms // 1000 % 60:02}.{ms % 1000:03}"


def produce(text):
    cues, chapters, sound, rate, opening = [], [], bytearray(), 22050, True
    silence = lambda seconds: bytes(int(rate * seconds) * 2)
    now = lambda: round(len(sound) / 2 / rate * 1000)
    sound += silence(LEAD_IN)
    for line in filter(None, map(str.strip, text.read_text().splitlines())):
        if line.startswith("#"):
            if not opening:
                sound += silence(BETWEEN_CHAPTERS - BETWEEN_SENTENCES)
            chapters.append((0 if opening else now(), line.lstrip("# ")))
            opening = False
            continue
        rate, spoken = speak(line)
        start = now()
        sound += spoken
        cues.append((start, now(), line))
        sound += silence(BETWEEN_SENTENCES)
    sound += silence(0.5)

    OUT.mkdir(parents=True, exist_ok=True)
    audio = OUT / f"{text.stem}.mp3"
    encode = ["lame", "--quiet", "-m", "m", "-b", "32", "--cbr", "-q", "2", "-", str(audio)]
    subprocess.run(encode, input=as_wav(sound, rate), check=True)
    lines = ["WEBVTT", ""]
    for start, end, words in cues:
        lines += [f"{stamp(start)} --> {stamp(end)}", f"<v {SPEAKER}>{words}", ""]
    (OUT / f"{text.stem}.vtt").write_text("\n".join(lines[:-1]) + "\n")

    print(f"{text.stem}: {audio.stat().st_size} bytes, duration_seconds: {round(now() / 1000)}")
    for start, title in chapters:
        print(f"  - start_ms: {start}\n    title: {title}")


if __name__ == "__main__":
    for script in sorted((HERE / "podcasts").glob("*.txt")):
        produce(script)
