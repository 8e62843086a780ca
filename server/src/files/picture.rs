//! Pictures without what they tell of their maker: the place, the camera, the program, comments. They
//! are read in the order of their format as they arrive, and are never whole in memory.

use axum::body::Bytes;
use futures_util::{Stream, StreamExt, stream::BoxStream};

use self::pieces::Pieces;
use crate::error::{Error, Result};

mod gif;
mod jpeg;
mod pieces;
mod png;
mod webp;

/// The most pixels of a picture.
const PIXELS: usize = 40_000_000;
/// How much of EXIF is looked at: as much as a JPEG can have.
const MOST_EXIF: usize = 64 * 1024;

/// What a picture is, by its media type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// `image/gif`
    Gif,
    /// `image/jpeg`
    Jpeg,
    /// `image/png`
    Png,
    /// `image/webp`
    Webp,
}

/// A picture with nothing but itself, and the way up that it is to be shown. What arrives is read to
/// its end.
///
/// # Errors
/// `Error::FileKind` when it cannot be read; `Error::TooLarge` when it has too many pixels.
pub fn alone<'a>(
    format: Format,
    arriving: impl Stream<Item = Result<Bytes>> + Send + 'a,
) -> BoxStream<'a, Result<Bytes>> {
    let pieces = Pieces::new(arriving);
    match format {
        Format::Gif => gif::alone(pieces).boxed(),
        Format::Jpeg => jpeg::alone(pieces).boxed(),
        Format::Png => png::alone(pieces).boxed(),
        Format::Webp => webp::alone(pieces).boxed(),
    }
}

/// Refuses what has more pixels than browsers should be made to draw, by the beginning of a picture.
fn measure(start: &[u8]) -> Result<()> {
    let size = imagesize::blob_size(start).map_err(|_| Error::FileKind)?;
    must_fit(size.width, size.height)
}

fn must_fit(width: usize, height: usize) -> Result<()> {
    if width.saturating_mul(height) > PIXELS {
        return Err(Error::TooLarge);
    }
    Ok(())
}

/// The tag of the way up in EXIF's first directory.
const ORIENTATION: u16 = 0x0112;

/// Which way up a picture is to be shown, 2 to 8, where it is not as it lies: TIFF 6.0, page 36.
fn way_up(exif: &[u8]) -> Option<u8> {
    let little = exif.starts_with(b"II");
    let short = |at: usize| {
        let bytes = <[u8; 2]>::try_from(exif.get(at..at + 2)?).ok()?;
        Some(if little {
            u16::from_le_bytes(bytes)
        } else {
            u16::from_be_bytes(bytes)
        })
    };
    let long = |at: usize| {
        let bytes = <[u8; 4]>::try_from(exif.get(at..at + 4)?).ok()?;
        let value = if little {
            u32::from_le_bytes(bytes)
        } else {
            u32::from_be_bytes(bytes)
        };
        usize::try_from(value).ok()
    };
    let directory = long(4)?;
    let entries = usize::from(short(directory)?);
    let entry = (0..entries)
        .map_while(|i| directory.checked_add(2 + 12 * i))
        .take_while(|at| *at < exif.len())
        .find(|at| short(*at) == Some(ORIENTATION))?;
    u8::try_from(short(entry + 8)?)
        .ok()
        .filter(|way| (2..=8).contains(way))
}

/// EXIF that tells the way up and nothing else.
fn exif(way_up: u8) -> [u8; 26] {
    let mut exif = *b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0";
    exif[19] = way_up;
    exif
}

#[cfg(test)]
mod tests;
