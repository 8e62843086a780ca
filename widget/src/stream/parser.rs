//! Server-sent events out of bytes that arrive in pieces, cut anywhere.

/// One message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Its kind, `message` where the server named none.
    pub event: String,
    /// Its own id, where it has one.
    pub id: Option<String>,
    /// What it says.
    pub data: String,
}

/// What has come of the message that is under way.
#[derive(Default)]
pub struct Parser {
    line: Vec<u8>,
    after_return: bool,
    event: String,
    id: Option<String>,
    data: Option<String>,
}

impl Parser {
    /// Takes the next bytes and gives the messages that they complete. A message that is cut off
    /// by the end of the stream is dropped, as it must be.
    pub fn feed(&mut self, bytes: &[u8]) -> Vec<Message> {
        let mut messages = Vec::new();
        for &byte in bytes {
            // A line ends with `\n`, `\r` or both.
            if byte == b'\n' && self.after_return {
                self.after_return = false;
                continue;
            }
            self.after_return = byte == b'\r';
            if matches!(byte, b'\n' | b'\r') {
                let line = std::mem::take(&mut self.line);
                messages.extend(self.take(&String::from_utf8_lossy(&line)));
            } else {
                self.line.push(byte);
            }
        }
        messages
    }

    /// Takes a whole line; the empty one ends a message.
    fn take(&mut self, line: &str) -> Option<Message> {
        if line.is_empty() {
            let event = std::mem::take(&mut self.event);
            let id = self.id.take();
            return self.data.take().map(|data| Message {
                event: if event.is_empty() {
                    "message".to_owned()
                } else {
                    event
                },
                id,
                data,
            });
        }
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match name {
            "event" => self.event = value.to_owned(),
            "id" => self.id = Some(value.to_owned()),
            "data" => match &mut self.data {
                Some(data) => {
                    data.push('\n');
                    data.push_str(value);
                }
                None => self.data = Some(value.to_owned()),
            },
            // A comment, which keeps the connection alive, or what a later server may say.
            _ => {}
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STREAM: &str = ": hello\n\nevent: ready\ndata: {}\n\n:\n\nevent: event\r\nid: t:4\r\n\
                          data: {\"é\":\r\ndata:1}\r\n\r\nunknown: x\ndata\rid:t:5\r\r";

    fn message(event: &str, id: Option<&str>, data: &str) -> Message {
        Message {
            event: event.into(),
            id: id.map(Into::into),
            data: data.into(),
        }
    }

    fn expected() -> Vec<Message> {
        vec![
            message("ready", None, "{}"),
            message("event", Some("t:4"), "{\"é\":\n1}"),
            message("message", Some("t:5"), ""),
        ]
    }

    #[test]
    fn messages_come_out_whole_wherever_the_bytes_are_cut() {
        let bytes = STREAM.as_bytes();
        for first in 0..=bytes.len() {
            for second in first..=bytes.len() {
                let mut parser = Parser::default();
                let parts = [&bytes[..first], &bytes[first..second], &bytes[second..]];
                let messages: Vec<_> = parts.iter().flat_map(|part| parser.feed(part)).collect();
                assert_eq!(messages, expected(), "cut at {first} and {second}");
            }
        }
    }

    #[test]
    fn byte_by_byte_is_the_same() {
        let mut parser = Parser::default();
        let bytes = STREAM.as_bytes().chunks(1);
        let messages: Vec<_> = bytes.flat_map(|byte| parser.feed(byte)).collect();
        assert_eq!(messages, expected());
    }

    #[test]
    fn a_message_that_is_cut_off_is_not_heard() {
        let mut parser = Parser::default();
        assert_eq!(parser.feed(b"event: event\ndata: {}\n"), []);
        assert_eq!(Parser::default().feed(b"data: {}\n\n").len(), 1);
    }
}
