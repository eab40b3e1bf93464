//! The names of the files. One that is slightly wrong would be passed over in silence.

use std::path::Path;

use super::super::{
    media::MEDIA,
    noun::each_noun,
    problem::{Problem, Problems},
    reader::nearest,
    record::Noun,
    source_file::{FileError, SUMMARIES, ending, names_in},
};

/// Tells of files that no noun has.
pub(super) fn check(bundle: &Path, problems: &mut Problems) -> Result<(), FileError> {
    let mut known = vec![MEDIA];
    each_noun!(N => known.push(N::FILE));
    let lists = visible_in(bundle)?.into_iter().filter(|name| matches!(ending(name), "yaml" | "yml"));
    for name in lists.filter(|name| !known.contains(&name.as_str())) {
        let message = match nearest(&name, &known) {
            Some(near) => format!("is not a file of a bundle; did you mean “{near}”?"),
            None => "is not a file of a bundle".to_owned(),
        };
        problems.add(Problem { file: name, line: 0, field: String::new(), message });
    }
    let summaries = bundle.join(SUMMARIES);
    if summaries.is_dir() {
        for name in visible_in(&summaries)?.into_iter().filter(|name| ending(name) != "md") {
            let file = format!("{SUMMARIES}/{name}");
            let message = "is no page; the name of a summary's file ends with .md".to_owned();
            problems.add(Problem { file, line: 0, field: String::new(), message });
        }
    }
    Ok(())
}

fn visible_in(folder: &Path) -> Result<Vec<String>, FileError> {
    let mut names = names_in(folder).map_err(|error| FileError { path: folder.to_owned(), error })?;
    names.retain(|name| !name.starts_with('.'));
    Ok(names)
}
