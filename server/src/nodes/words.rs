//! What nodes tell each other, and how it is written into notifications.

use guichet_shared::agent::AgentId;
use serde::{Deserialize, Serialize};

use super::NodeId;
use crate::{
    live::{Attention, Holder, Signal, StreamId},
    secrets::Hash,
};

/// PostgreSQL takes 7,999 bytes in one notification.
const MOST: usize = 7_900;

/// Something to be known on every node.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Word {
    /// Something that wakes streams.
    Signal(Signal),
    /// An agent has the desk open on the node that says so; said again for as long as it is true.
    Here(AgentId),
    /// They have closed it there.
    Left(AgentId),
    /// What an agent does with a ticket.
    Attention(Attention),
    /// Visitors or guests have opened streams on the node that says so.
    Opened(Vec<(Holder, StreamId)>),
    /// Such a stream has ended.
    Closed(Holder, StreamId),
    /// Something was counted that is limited.
    Counted {
        /// What, and of whom.
        #[serde(with = "crate::secrets::as_text")]
        key: Hash,
        /// For how long it counts, in seconds.
        within: u64,
    },
    /// A node has come, or could not hear for a while, and asks who is here.
    Hello,
    /// Words of this node were lost.
    Lost,
}

/// A notification. Each word of it is read by itself: while nodes are replaced one after the other, some
/// have words that others do not know.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Letter<W = serde_json::Value> {
    pub from: NodeId,
    pub words: Vec<W>,
}

/// Letters that carry these words in their order, each small enough to be sent.
///
/// # Errors
/// When a word cannot be written.
pub(super) fn letters(from: NodeId, words: Vec<Word>) -> serde_json::Result<Vec<String>> {
    let (mut letters, mut letter, mut size) = (Vec::new(), Vec::new(), 0);
    for word in words {
        let length = serde_json::to_string(&word)?.len() + 1;
        // The rest of a letter is its sender: less than 100 bytes.
        if size + length + 100 > MOST && !letter.is_empty() {
            letters.push(std::mem::take(&mut letter));
            size = 0;
        }
        letter.push(word);
        size += length;
    }
    letters.push(letter);
    let write = |words| serde_json::to_string(&Letter { from, words });
    letters.into_iter().map(write).collect()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn many_words_go_out_in_letters_that_the_database_takes_and_come_back_in_order() {
        let from = NodeId(Uuid::now_v7());
        let words: Vec<_> = (0..500)
            .map(|number: u16| Word::Counted {
                key: crate::secrets::hash(&number.to_be_bytes()),
                within: 60,
            })
            .collect();
        let letters = letters(from, words.clone()).unwrap();
        assert!(letters.len() > 1);
        assert!(letters.iter().all(|letter| letter.len() < 8_000));
        let read = letters.iter().flat_map(|letter| {
            let letter: Letter<Word> = serde_json::from_str(letter).unwrap();
            assert_eq!(letter.from, from);
            letter.words
        });
        assert_eq!(read.collect::<Vec<_>>(), words);
    }
}
