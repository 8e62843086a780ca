//! What is in a file: its kind by its bytes, and a name that is only a name.

use axum::body::Bytes;
use futures_util::{Stream, StreamExt, stream::BoxStream};

use super::picture::{self, Format};
use crate::error::{Error, Result};

/// The pictures that are taken, by media type.
const PICTURES: [(&str, Format); 4] = [
    ("image/png", Format::Png),
    ("image/jpeg", Format::Jpeg),
    ("image/gif", Format::Gif),
    ("image/webp", Format::Webp),
];
/// The kinds that are taken besides pictures and plain text.
const TAKEN: [&str; 7] = [
    "application/pdf",
    "application/zip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.spreadsheet",
];

/// How many of the first bytes tell the kind.
pub const HEAD: usize = 64 * 1024;

/// What the first bytes of a file tell of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// A picture, of which only the picture is kept.
    Picture(&'static str, Format),
    /// Text, as far as can be seen: every byte must be.
    Text,
    /// A kind that is kept as it is.
    Other(&'static str),
}

impl Found {
    /// The media type.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Picture(kind, _) | Self::Other(kind) => kind,
            Self::Text => "text/plain",
        }
    }
}

/// What a file is, by its first bytes.
///
/// # Errors
/// `Error::FileKind` for a kind that is not taken, and for an empty file.
pub fn find(head: &[u8]) -> Result<Found> {
    let Some(found) = infer::get(head).map(|kind| kind.mime_type()) else {
        return if head.is_empty() {
            Err(Error::FileKind)
        } else {
            Ok(Found::Text)
        };
    };
    if let Some((kind, format)) = PICTURES.into_iter().find(|(kind, _)| *kind == found) {
        return Ok(Found::Picture(kind, format));
    }
    let kind = TAKEN.into_iter().find(|taken| *taken == found);
    Ok(Found::Other(kind.ok_or(Error::FileKind)?))
}

/// What is to be kept of a file, as it arrives.
///
/// # Errors
/// `Error::FileKind` when it turns out to be something else; `Error::TooLarge` for a picture of too
/// many pixels.
pub fn kept<'a>(
    found: Found,
    arriving: impl Stream<Item = Result<Bytes>> + Send + 'a,
) -> BoxStream<'a, Result<Bytes>> {
    match found {
        Found::Picture(_, format) => picture::alone(format, arriving),
        Found::Text => text(arriving).boxed(),
        Found::Other(_) => arriving.boxed(),
    }
}

/// Text as it arrives, every byte of it looked at.
fn text(arriving: impl Stream<Item = Result<Bytes>>) -> impl Stream<Item = Result<Bytes>> {
    async_stream::try_stream! {
        let mut text = Text::default();
        for await bytes in arriving {
            let bytes = bytes?;
            text.read(&bytes)?;
            yield bytes;
        }
        text.end()?;
    }
}

/// What is known of a text that is still arriving.
#[derive(Debug, Default)]
struct Text {
    /// The first bytes of a character whose others are still to come.
    begun: Vec<u8>,
    /// Whether anything but space has come.
    started: bool,
}

impl Text {
    /// Looks at more of it.
    ///
    /// # Errors
    /// `Error::FileKind` where it is no text, or markup: that would be a page or a drawing that
    /// runs scripts, were it ever opened.
    fn read(&mut self, bytes: &[u8]) -> Result<()> {
        let mut rest = bytes;
        while !self.begun.is_empty()
            && let Some((first, others)) = rest.split_first()
        {
            self.begun.push(*first);
            rest = others;
            let begun = std::mem::take(&mut self.begun);
            self.begun = self.look(&begun)?.to_vec();
        }
        let begun = self.look(rest)?;
        self.begun.extend_from_slice(begun);
        Ok(())
    }

    /// Looks at whole characters; gives the bytes of one that is not whole.
    fn look<'a>(&mut self, bytes: &'a [u8]) -> Result<&'a [u8]> {
        let (text, rest) = match std::str::from_utf8(bytes) {
            Ok(text) => (text, &[][..]),
            Err(error) if error.error_len().is_none() => {
                let (whole, rest) = bytes.split_at(error.valid_up_to());
                let text = std::str::from_utf8(whole).map_err(|_| Error::FileKind)?;
                (text, rest)
            }
            Err(_) => return Err(Error::FileKind),
        };
        if text
            .chars()
            .any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}'))
        {
            return Err(Error::FileKind);
        }
        if !self.started {
            let space = |c: char| c == '\u{feff}' || c.is_whitespace();
            let start = text.trim_start_matches(space);
            self.started = !start.is_empty();
            if start.starts_with('<') {
                return Err(Error::FileKind);
            }
        }
        Ok(rest)
    }

    /// Ends it.
    ///
    /// # Errors
    /// `Error::FileKind` in the middle of a character.
    fn end(self) -> Result<()> {
        if self.begun.is_empty() {
            Ok(())
        } else {
            Err(Error::FileKind)
        }
    }
}

/// What names of each kind end with, the usual first: a name that says something else would be opened as
/// something else.
const ENDINGS: [(&str, &[&str]); 12] = [
    ("image/png", &["png"]),
    ("image/jpeg", &["jpg", "jpeg", "jfif"]),
    ("image/gif", &["gif"]),
    ("image/webp", &["webp"]),
    ("application/pdf", &["pdf"]),
    ("application/zip", &["zip"]),
    (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        &["docx"],
    ),
    (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        &["xlsx"],
    ),
    (
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        &["pptx"],
    ),
    ("application/vnd.oasis.opendocument.text", &["odt"]),
    ("application/vnd.oasis.opendocument.spreadsheet", &["ods"]),
    (
        "text/plain",
        &[
            "txt", "text", "log", "csv", "tsv", "md", "json", "yaml", "yml", "toml", "ini", "conf",
        ],
    ),
];

/// A name that is only a name: its last part, without what changes how it is read, and with an end that
/// says what the file is.
pub fn harmless(name: &str, kind: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = last
        .chars()
        .filter(|c| !c.is_control() && !is_unseen(*c))
        .collect();
    let kept = kept.trim();
    let kept = if kept.trim_matches('.').is_empty() {
        "file"
    } else {
        kept
    };
    let known = ENDINGS.iter().find(|(of, _)| *of == kind);
    let endings = known.map_or(&[][..], |(_, endings)| endings);
    let (stem, end) = kept.rsplit_once('.').unwrap_or((kept, ""));
    let fits = endings
        .iter()
        .any(|ending| end.eq_ignore_ascii_case(ending));
    let (stem, end) = match endings.first() {
        Some(usual) if !fits => (kept, *usual),
        _ => (stem, end),
    };
    let stem: String = stem.chars().take(LONGEST - end.len() - 1).collect();
    if end.is_empty() {
        stem
    } else {
        format!("{stem}.{end}")
    }
}

/// The most characters of a name.
const LONGEST: usize = 255;

/// Characters that are not seen, or turn how others are read (Unicode's format characters).
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use std::future::ready;

    use futures_util::{FutureExt, TryStreamExt, stream};

    use super::*;

    const PNG: &[u8] = include_bytes!("pixel.png");

    /// As an upload does it, in pieces of `size` bytes.
    fn inspect(bytes: &'static [u8], size: usize) -> Result<&'static str> {
        let found = find(bytes)?;
        let pieces = bytes
            .chunks(size)
            .map(|piece| Ok(Bytes::from_static(piece)));
        let kept = kept(found, stream::iter(pieces));
        let read = kept.try_for_each(|_| ready(Ok(())));
        read.now_or_never().unwrap()?;
        Ok(found.kind())
    }

    #[test]
    fn a_kind_is_found_in_the_bytes() {
        assert_eq!(inspect(PNG, 1).unwrap(), "image/png");
        assert_eq!(inspect(b"%PDF-1.7\n", 1).unwrap(), "application/pdf");
        for size in 1..8 {
            let text = " \u{feff}Où ? 🙂\na;b".as_bytes();
            assert_eq!(inspect(text, size).unwrap(), "text/plain");
        }
    }

    #[test]
    fn what_could_run_is_not_taken() {
        for bytes in [
            &b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"[..],
            b"\xef\xbb\xbf <!doctype html><script>alert(1)</script>",
            b"<?xml version='1.0'?><svg/>",
            b"MZ\x90\0\x03\0\0\0",
            b"\x7fELF\x02\x01\x01",
            b"#!/bin/sh\0rm",
            b"",
            b"\0\0\0\0",
            b"\xff\xfe\xfd",
            b"\x89PNG\r\n\x1a\nnothing more",
            b"a character that is not whole: \xf0\x9f\x99",
            b"one that is none: \xf0\x9fx",
        ] {
            for size in 1..8 {
                assert!(
                    matches!(inspect(bytes, size), Err(Error::FileKind)),
                    "{:?} by {size}",
                    String::from_utf8_lossy(bytes)
                );
            }
        }
    }

    #[test]
    fn a_name_is_only_a_name() {
        for (name, kept) in [
            ("notes.txt", "notes.txt"),
            ("../../etc/passwd.txt", "passwd.txt"),
            ("C:\\temp\\a b.txt", "a b.txt"),
            ("a\0b\r\nc.txt", "abc.txt"),
            ("txt.\u{202e}gol", "txt.gol.txt"),
            ("\u{200b}\u{200b}", "file.txt"),
            ("", "file.txt"),
            ("..", "file.txt"),
            ("/", "file.txt"),
        ] {
            assert_eq!(harmless(name, "text/plain"), kept);
        }
        let long = harmless(&"é".repeat(4_000), "text/plain");
        assert!(long.ends_with(".txt") && long.chars().count() == 255);
    }

    #[test]
    fn a_name_ends_as_its_kind_does() {
        for (name, kind, kept) in [
            ("photo", "image/jpeg", "photo.jpg"),
            ("PHOTO.JPEG", "image/jpeg", "PHOTO.JPEG"),
            ("photo.png", "image/jpeg", "photo.png.jpg"),
            ("invoice.pdf.bat", "text/plain", "invoice.pdf.bat.txt"),
            ("page.html", "text/plain", "page.html.txt"),
            ("orders.csv", "text/plain", "orders.csv"),
            (".env", "text/plain", ".env.txt"),
        ] {
            assert_eq!(harmless(name, kind), kept);
        }
    }

    #[test]
    fn every_kind_that_is_taken_has_its_endings() {
        let pictures = PICTURES.iter().map(|(kind, _)| *kind);
        for kind in pictures.chain(TAKEN).chain(["text/plain"]) {
            assert!(ENDINGS.iter().any(|(of, _)| *of == kind), "{kind}");
        }
    }
}
