//! What is in a file: its kind by its bytes, and a name that is only a name.

use axum::body::Bytes;

use super::picture;
use crate::error::{Error, Result};

/// The most pixels of a picture.
const PIXELS: usize = 40_000_000;

/// The kinds that are taken besides plain text, by media type.
const TAKEN: [&str; 11] = [
    "image/png",
    "image/jpeg",
    "image/gif",
    "image/webp",
    "application/pdf",
    "application/zip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.spreadsheet",
];

/// The media type of a file, and the bytes to keep.
///
/// # Errors
/// `Error::FileKind` for a kind that is not taken, an empty file and a picture that cannot be
/// read; `Error::TooLarge` for a picture of too many pixels.
pub fn inspect(bytes: Bytes) -> Result<(&'static str, Bytes)> {
    let found = infer::get(&bytes).map(|kind| kind.mime_type());
    let kind = match found {
        Some(found) => TAKEN.into_iter().find(|taken| *taken == found),
        None => is_text(&bytes).then_some("text/plain"),
    };
    let kind = kind.ok_or(Error::FileKind)?;
    if !kind.starts_with("image/") {
        return Ok((kind, bytes));
    }
    let size = imagesize::blob_size(&bytes).map_err(|_| Error::FileKind)?;
    if size.width.saturating_mul(size.height) > PIXELS {
        return Err(Error::TooLarge);
    }
    Ok((kind, picture::alone(bytes)?))
}

fn is_text(bytes: &[u8]) -> bool {
    let allowed = |c: char| !c.is_control() || matches!(c, '\n' | '\r' | '\t' | '\u{c}');
    !bytes.is_empty()
        && std::str::from_utf8(bytes).is_ok_and(|text| {
            let start = text.trim_start_matches('\u{feff}').trim_start();
            // Markup would be a page or a drawing that runs scripts, were it ever opened.
            text.chars().all(allowed) && !start.starts_with('<')
        })
}

/// A name that is only a name: its last part, without what changes how it is read.
pub fn harmless(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let turns = |c: &char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let kept: String = last
        .chars()
        .filter(|c| !c.is_control() && !turns(c))
        .take(255)
        .collect();
    let kept = kept.trim();
    if kept.trim_matches('.').is_empty() {
        "file".to_owned()
    } else {
        kept.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PNG: &[u8] = include_bytes!("pixel.png");

    #[test]
    fn a_kind_is_found_in_the_bytes() {
        assert_eq!(inspect(Bytes::from_static(PNG)).unwrap().0, "image/png");
        assert_eq!(
            inspect(Bytes::from_static(b"%PDF-1.7\n")).unwrap().0,
            "application/pdf"
        );
        assert_eq!(
            inspect(Bytes::from_static("Où ?\na;b".as_bytes()))
                .unwrap()
                .0,
            "text/plain"
        );
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
        ] {
            assert!(
                matches!(inspect(Bytes::from_static(bytes)), Err(Error::FileKind)),
                "{:?}",
                String::from_utf8_lossy(bytes)
            );
        }
    }

    #[test]
    fn a_picture_of_too_many_pixels_is_refused_before_anyone_decodes_it() {
        let mut bomb = PNG.to_vec();
        bomb[16..24].copy_from_slice(&[0, 0, 0x4e, 0x20, 0, 0, 0x4e, 0x20]);
        assert!(matches!(inspect(bomb.into()), Err(Error::TooLarge)));
    }

    #[test]
    fn a_name_is_only_a_name() {
        for (name, kept) in [
            ("photo.png", "photo.png"),
            ("../../etc/passwd", "passwd"),
            ("C:\\temp\\a b.txt", "a b.txt"),
            ("a\0b\r\nc.txt", "abc.txt"),
            ("exe.\u{202e}gpj", "exe.gpj"),
            ("", "file"),
            ("..", "file"),
            ("/", "file"),
        ] {
            assert_eq!(harmless(name), kept);
        }
        assert_eq!(harmless(&"é".repeat(4_000)).chars().count(), 255);
    }
}
