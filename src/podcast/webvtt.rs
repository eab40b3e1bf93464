//! Transcripts as files: the WebVTT of the web.

use entity::transcript::Cue;

/// The first cue that ends before it starts, or starts before its neighbour.
pub(crate) fn misplaced(cues: &[Cue]) -> Option<(usize, &'static str)> {
    let mut last_start = 0;
    cues.iter().enumerate().find_map(|(index, cue)| {
        let wrong = if cue.end_ms <= cue.start_ms {
            Some("it does not end after its start")
        } else if cue.start_ms < last_start {
            Some("it starts before the cue above it")
        } else {
            None
        };
        last_start = cue.start_ms;
        wrong.map(|wrong| (index, wrong))
    })
}

/// The cues of a WebVTT text, or what is wrong with it and where.
pub(crate) fn read(text: &str) -> Result<Vec<Cue>, String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
    let mut lines = (1_usize..).zip(text.lines()).peekable();
    if !lines.next().is_some_and(|(_, first)| first == "WEBVTT" || first.starts_with("WEBVTT ")) {
        return Err("line 1: a WebVTT file begins with the word WEBVTT".to_owned());
    }
    while lines.next_if(|(_, line)| !line.trim().is_empty()).is_some() {}
    let mut cues: Vec<(usize, Cue)> = Vec::new();
    while let Some((number, line)) = lines.next() {
        let is_timing = line.contains("-->");
        let is_comment = ["NOTE", "STYLE", "REGION"].iter().any(|word| line.starts_with(word));
        let next_is_timing = lines.peek().is_some_and(|(_, next)| next.contains("-->"));
        if line.trim().is_empty() || (!is_timing && !is_comment && next_is_timing) {
            continue;
        }
        let mut block = Vec::new();
        while let Some((_, line)) = lines.next_if(|(_, line)| !line.trim().is_empty()) {
            block.push(line);
        }
        if is_timing {
            cues.push((number, cue(line, &block).map_err(|wrong| format!("line {number}: {wrong}"))?));
        } else if !is_comment {
            return Err(format!(
                "line {number}: a cue begins with its times, such as 00:01.000 --> 00:04.500"
            ));
        }
    }
    let (numbers, cues): (Vec<usize>, Vec<Cue>) = cues.into_iter().unzip();
    match misplaced(&cues) {
        Some((index, wrong)) => Err(format!("line {}: {wrong}", numbers.get(index).copied().unwrap_or(1))),
        None if cues.is_empty() => Err("line 1: the file holds no cues".to_owned()),
        None => Ok(cues),
    }
}

fn cue(timing: &str, block: &[&str]) -> Result<Cue, String> {
    let (start, rest) = timing.split_once("-->").unwrap_or((timing, ""));
    let end = rest.split_whitespace().next().unwrap_or_default();
    let time = |text: &str| {
        milliseconds(text).ok_or_else(|| format!("“{}” is not a time; write it as 00:04.500", text.trim()))
    };
    let (speaker, text) = spoken(&block.join(" "));
    if text.is_empty() {
        return Err("the cue has no words".to_owned());
    }
    Ok(Cue { start_ms: time(start)?, end_ms: time(end)?, speaker, text })
}

/// Takes the voice out of a cue, and the marks of other tags.
fn spoken(text: &str) -> (Option<String>, String) {
    let voice = text.strip_prefix("<v").and_then(|rest| rest.split_once('>'));
    let (speaker, words) = match voice {
        Some((name, words)) => {
            let name = name.split_once(' ').map_or("", |(_, name)| name).trim();
            ((!name.is_empty()).then(|| unescaped(name)), words)
        }
        None => (None, text),
    };
    let mut bare = String::with_capacity(words.len());
    let mut in_tag = false;
    for c in words.chars() {
        match c {
            '<' => in_tag = true,
            '>' if in_tag => in_tag = false,
            c if !in_tag => bare.push(c),
            _ => {}
        }
    }
    (speaker, unescaped(bare.trim()))
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", "\u{a0}").replace("&amp;", "&")
}

/// `mm:ss.mmm` with any number of hours before it.
fn milliseconds(text: &str) -> Option<i32> {
    let (clock, fraction) = text.trim().split_once('.')?;
    let digits = |part: &str, len: std::ops::RangeInclusive<usize>| {
        let is_number = len.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        is_number.then(|| part.parse::<i32>().ok()).flatten()
    };
    let parts: Vec<&str> = clock.split(':').collect();
    let (hours, minutes, seconds) = match parts.as_slice() {
        [minutes, seconds] => (0, digits(minutes, 2..=2)?, digits(seconds, 2..=2)?),
        [hours, minutes, seconds] => {
            (digits(hours, 2..=3)?, digits(minutes, 2..=2)?, digits(seconds, 2..=2)?)
        }
        _ => return None,
    };
    let is_clock = minutes < 60 && seconds < 60 && hours < 500;
    is_clock.then_some(((hours * 60 + minutes) * 60 + seconds) * 1000 + digits(fraction, 3..=3)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cues_are_read_with_their_voices() {
        let text = "WEBVTT - a title\n\nNOTE\nnot said\n\n1\n00:01.000 --> 00:04.500 align:start\n<v Host>Good <i>morning</i>,\neverybody &amp; all.\n\n01:00:00.000 --> 01:00:01.000\nBye.\n";

        let cues = read(text).unwrap();

        assert_eq!(
            cues,
            [
                Cue {
                    start_ms: 1000,
                    end_ms: 4500,
                    speaker: Some("Host".to_owned()),
                    text: "Good morning, everybody & all.".to_owned()
                },
                Cue { start_ms: 3_600_000, end_ms: 3_601_000, speaker: None, text: "Bye.".to_owned() },
            ]
        );
    }

    #[test]
    fn faults_are_told_with_their_line() {
        let wrong = |body: &str| read(&format!("WEBVTT\n\n{body}")).unwrap_err();

        assert_eq!(read("hello").unwrap_err(), "line 1: a WebVTT file begins with the word WEBVTT");
        assert_eq!(wrong(""), "line 1: the file holds no cues");
        assert_eq!(wrong("00:02.000 --> 00:01.000\na"), "line 3: it does not end after its start");
        assert_eq!(
            wrong("00:05.000 --> 00:06.000\na\n\n00:01.000 --> 00:02.000\nb"),
            "line 6: it starts before the cue above it"
        );
        assert_eq!(wrong("0:05 --> 00:06.000\na"), "line 3: “0:05” is not a time; write it as 00:04.500");
    }
}
