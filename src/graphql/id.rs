//! Ids as clients see them: the noun, then a `UUIDv7` in base 32, as the `TypeID` specification
//! (version 0.3) writes them: `summary_01h455vb4pex5vsknk084sn02q`.

use async_graphql::ID;
use entity::subject::Subject;
use sea_orm::ActiveEnum;
use uuid::Uuid;

use super::fault::Fault;

/// Which row of which noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NodeId {
    /// The noun.
    pub subject: Subject,
    /// The row.
    pub id: Uuid,
}

const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Characters of a base 32 suffix: 130 bits, the first two always zero.
const SUFFIX: usize = 26;

impl NodeId {
    /// As the client writes it.
    pub fn encode(self) -> ID {
        let bits = self.id.as_u128();
        let suffix = (0..SUFFIX).rev().map(|place| char::from(ALPHABET[(bits >> (place * 5) & 31) as usize]));
        let mut text = self.subject.to_value();
        text.push('_');
        text.extend(suffix);
        ID(text)
    }

    /// Reads what a client wrote.
    pub fn decode(text: &str) -> Result<Self, Fault> {
        let known = text.rsplit_once('_').and_then(|(noun, suffix)| {
            let subject = Subject::try_from_value(&noun.to_owned()).ok()?;
            Some(Self { subject, id: decode_suffix(suffix)? })
        });
        known.ok_or_else(|| {
            Fault::Malformed(format!(
                "“{}” is not an id. An id is what a field `id` answered, such as summary_01h455vb4pex5vsknk084sn02q.",
                shortened(text)
            ))
        })
    }

    /// Reads an id that must be of one noun.
    pub fn decode_as(text: &str, subject: Subject) -> Result<Uuid, Fault> {
        let node = Self::decode(text)?;
        if node.subject == subject {
            Ok(node.id)
        } else {
            Err(Fault::Malformed(format!(
                "“{}” is the id of a {}; a {} is wanted here.",
                shortened(text),
                spoken(node.subject),
                spoken(subject)
            )))
        }
    }
}

fn decode_suffix(suffix: &str) -> Option<Uuid> {
    if suffix.len() != SUFFIX || !suffix.starts_with(|first: char| ('0'..='7').contains(&first)) {
        return None;
    }
    suffix
        .bytes()
        .try_fold(0_u128, |bits, byte| {
            let digit = ALPHABET.iter().position(|letter| *letter == byte)?;
            Some(bits << 5 | digit as u128)
        })
        .map(Uuid::from_u128)
}

fn spoken(subject: Subject) -> String {
    subject.to_value().replace('_', " ")
}

fn shortened(text: &str) -> String {
    text.chars().take(80).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_written_as_the_specification_says() {
        let id = Uuid::parse_str("01890a5d-ac96-774b-bcce-b302099a8057").unwrap();
        let node = NodeId { subject: Subject::KeySlide, id };

        assert_eq!(node.encode().as_str(), "key_slide_01h455vb4pex5vsknk084sn02q");
        assert_eq!(NodeId::decode("key_slide_01h455vb4pex5vsknk084sn02q").unwrap(), node);
    }

    #[test]
    fn what_is_not_an_id_is_refused() {
        for text in [
            "",
            "summary",
            "summary_",
            "beach_01h455vb4pex5vsknk084sn02q",
            "summary_81h455vb4pex5vsknk084sn02q",
            "summary_01h455vb4pex5vsknk084sn02",
            "summary_01H455VB4PEX5VSKNK084SN02Q",
        ] {
            assert!(NodeId::decode(text).is_err(), "{text}");
        }
    }
}
