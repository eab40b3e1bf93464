#!/usr/bin/env python3
"""Turn the rig's data into a bundle that `congress-highlights import` reads.

usage: to_bundle.py RIG.db FOLDER        RIG.db is the SQLite file that the rig's gen.py wrote; FOLDER is new
"""
import json, os, sqlite3, sys

FORMAT = {"onsite": "in_person", "hybrid": "hybrid", "virtual": "virtual"}


def text(value):
    return json.dumps(value, ensure_ascii=False)


def words(values):
    return "[" + ", ".join(map(text, values)) + "]"


def names(noun, ids):
    return "[" + ", ".join(f"{noun}-{i}" for i in ids) + "]"


def by_slug(noun, columns="*", more=""):
    """Rows in the order a bundle has them; the slug is the noun and the rig's id."""
    return f"select {columns}, '{noun}-' || {noun}.id as slug from {noun} {more} order by slug"


def topics(db, folder):
    for t in db.execute("select * from topic order by slug"):
        yield f"- slug: {t['slug']}\n  kind: subject\n  name: {text(t['name'])}\n"


def people(db, folder):
    for p in db.execute(by_slug("person")):
        first, last = p["name"].lower().split(" ", 1)
        yield (f"- slug: {p['slug']}\n  name: {text(p['name'])}\n  sort_key: {text(f'{last}, {first}')}\n"
               f"  credentials: {words(p['credentials'].split(', '))}\n  affiliations: {words([p['affiliation']])}\n")


def writers(db, folder):
    for w in db.execute(by_slug("writer")):
        yield f"- slug: {w['slug']}\n  name: {text(w['name'])}\n  credentials: {words(w['credentials'].split(', '))}\n"


def meetings(db, folder):
    for m in db.execute("select * from meeting order by slug"):
        yield (f"- slug: {m['slug']}\n  name: {text(m['title'])}\n  short_name: {text(m['acronym'])}\n  status: held\n"
               f"  schedule:\n    - kind: announced\n      starts_on: {m['starts_on']}\n      ends_on: {m['ends_on']}\n"
               f"      city: {text(m['city'])}\n      format: {FORMAT[m['format']]}\n")


def sessions(db, folder):
    for s in db.execute(by_slug("session")):
        yield (f"- slug: {s['slug']}\n  meeting: meeting-{s['meeting_id']}\n  position: {s['position']}\n"
               f"  kind: oral\n  name: {text(s['title'])}\n")


def lectures(db, folder):
    for l in db.execute(by_slug("lecture", "lecture.*, meeting_id", "join session s on s.id = session_id")):
        yield (f"- slug: {l['slug']}\n  meeting: meeting-{l['meeting_id']}\n  session: session-{l['session_id']}\n"
               f"  title: {text(l['title'])}\n  title_kind: official\n  abstract_number: {text(l['abstract_number'])}\n  kind: oral\n"
               f"  date: {l['starts_at'][:10]}\n  starts_at: {text(l['starts_at'][11:16])}\n  data_status: unknown\n  completeness: full\n"
               f"  people:\n    - person: person-{l['speaker_id']}\n      role: presenter\n")


def episodes(db, folder):
    """The rig publishes a podcast without a date; here it is out the moment its lecture begins."""
    for p in db.execute(by_slug("podcast", "podcast.*, starts_at", "join lecture l on l.id = lecture_id")):
        guests = db.execute("select person_id from podcast_person where podcast_id = ? order by 1", [p["id"]])
        yield (f"- slug: {p['slug']}\n  lecture: lecture-{p['lecture_id']}\n  title: {text(p['title'])}\n  language: en\n"
               f"  audio: {p['audio_url']}\n  audio_type: audio/mpeg\n  duration_seconds: {p['duration_s']}\n"
               f"  status: published\n  published_at: {p['starts_at']}\n  people:\n"
               + "".join(f"    - person: person-{g[0]}\n      role: speaker\n" for g in guests))


def summaries(db, folder):
    for s in db.execute("select * from summary where lecture_id is not null"):
        signed = db.execute("select writer_id from summary_writer where summary_id = ? order by position", [s["id"]])
        tagged = db.execute("select t.slug from summary_topic st join topic t on t.id = st.topic_id where st.summary_id = ? order by t.id", [s["id"]])
        slides = db.execute("select * from key_slide where lecture_id = ? order by position", [s["lecture_id"]])
        page = (f"---\nslug: {s['slug']}\nlecture: lecture-{s['lecture_id']}\ntitle: {text(s['title'])}\nlead_message: {text(s['dek'])}\n"
                f"language: en\nstatus: {s['status']}\n" + (f"published_at: {s['published_at']}\n" if s["published_at"] else "") +
                f"writers: {names('writer', (w[0] for w in signed))}\ntopics: [{', '.join(t[0] for t in tagged)}]\nslides:\n"
                + "".join(f"  - slug: slide-{k['id']}\n    caption: {text(k['caption'])}\n    image: {k['image_url']}\n    alt: {text(k['caption'])}\n" for k in slides)
                + f"---\n\n{s['body_markdown']}\n")
        with open(f"{folder}/summaries/{s['slug']}.md", "w", encoding="utf-8") as file:
            file.write(page)


def main():
    rig, folder = sys.argv[1:]
    db = sqlite3.connect(f"file:{rig}?mode=ro", uri=True)
    db.row_factory = sqlite3.Row
    os.makedirs(f"{folder}/summaries")
    files = {"topics": topics, "people": people, "writers": writers, "meetings": meetings, "sessions": sessions,
             "lectures": lectures, "podcast-episodes": episodes}
    for name, records in files.items():
        with open(f"{folder}/{name}.yaml", "w", encoding="utf-8") as file:
            file.writelines(records(db, folder))
    summaries(db, folder)


if __name__ == "__main__":
    main() if len(sys.argv) == 3 else sys.exit(__doc__)
