//! WebP: chunks of a kind and a length within one whose length is told first (RFC 9649). So what goes
//! is written over and not left out.

use axum::body::Bytes;
use futures_util::Stream;

use super::{MOST_EXIF, exif, measure, pieces::Pieces, way_up};
use crate::error::Result;

/// `RIFF`, the length, `WEBP`, and the head and the beginning of the first chunk, which say how large
/// the picture is.
const START: usize = 12 + 8 + 10;
/// Which parts a picture has, where it says so: the first byte of `VP8X`.
const PARTS: usize = 20;
const HAS_XMP: u8 = 0b100;
const EXIF: [u8; 4] = *b"EXIF";
const UPRIGHT: u8 = 1;
/// What a picture is shown with.
const KEPT: [[u8; 4]; 6] = [*b"ICCP", *b"ANIM", *b"ANMF", *b"ALPH", *b"VP8 ", *b"VP8L"];
/// A chunk that every program passes over.
const NOTHING: [u8; 4] = *b"JUNK";
const ZEROS: &[u8] = &[0; 4096];

/// The picture alone.
pub(super) fn alone<S>(mut from: Pieces<S>) -> impl Stream<Item = Result<Bytes>>
where
    S: Stream<Item = Result<Bytes>>,
{
    async_stream::try_stream! {
        let mut start = from.exactly(START).await?;
        measure(&start)?;
        if start[12..16] == *b"VP8X" {
            start[PARTS] &= !HAS_XMP;
        }
        let whole = padded(size(&start[4..8]));
        let first = padded(size(&start[16..20]));
        // The rest of the first chunk, and of all.
        let mut left = (12 + 8_usize).saturating_add(first).saturating_sub(START);
        let mut after = whole.saturating_add(8).saturating_sub(START).saturating_sub(left);
        yield start.into();
        loop {
            while left > 0 {
                let some = from.some_of(&mut left).await?;
                yield some;
            }
            if after < 8 {
                break;
            }
            let head = from.exactly(8).await?;
            left = padded(size(&head[4..]));
            after = after.saturating_sub(left.saturating_add(head.len()));
            if KEPT.iter().any(|kept| head.starts_with(kept)) {
                yield head.into();
                continue;
            }
            let mut instead = (NOTHING, Vec::new());
            let mut gone = left;
            if head.starts_with(&EXIF) {
                let read = from.exactly(left.min(MOST_EXIF)).await?;
                gone -= read.len();
                let told = read.strip_prefix(b"Exif\0\0").unwrap_or(&read);
                let told = exif(way_up(told).unwrap_or(UPRIGHT));
                if told.len() <= left {
                    instead = (EXIF, told.into());
                }
            }
            from.skip(gone).await?;
            left -= instead.1.len();
            yield [&instead.0, &head[4..], &instead.1].concat().into();
            while left > 0 {
                let some = left.min(ZEROS.len());
                left -= some;
                yield Bytes::from_static(&ZEROS[..some]);
            }
        }
        from.skip_the_rest().await?;
    }
}

fn size(bytes: &[u8]) -> usize {
    let bytes = bytes.try_into().unwrap_or_default();
    u32::from_le_bytes(bytes) as usize
}

/// Chunks begin at even places.
fn padded(size: usize) -> usize {
    size.saturating_add(size % 2)
}
