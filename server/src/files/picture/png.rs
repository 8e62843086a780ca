//! PNG: chunks of a kind, a length and a checksum (PNG specification, third edition, section 5).

use axum::body::Bytes;
use futures_util::Stream;

use super::{MOST_EXIF, exif, measure, pieces::Pieces, way_up};
use crate::error::{Error, Result};

/// The signature and the first chunk, which says how large the picture is.
const START: usize = 8 + 8 + 13 + 4;
/// Its length and kind.
const FIRST: &[u8] = b"\0\0\0\x0dIHDR";
const END: [u8; 4] = *b"IEND";
const EXIF: [u8; 4] = *b"eXIf";
/// What a picture is shown with. Everything else goes: texts, times, what other programs add.
const KEPT: [[u8; 4]; 18] = [
    *b"PLTE", *b"IDAT", END, *b"tRNS", *b"cHRM", *b"gAMA", *b"iCCP", *b"sBIT", *b"sRGB", *b"cICP",
    *b"mDCV", *b"cLLI", *b"bKGD", *b"pHYs", *b"sPLT", *b"acTL", *b"fcTL", *b"fdAT",
];

/// The picture alone.
pub(super) fn alone<S>(mut from: Pieces<S>) -> impl Stream<Item = Result<Bytes>>
where
    S: Stream<Item = Result<Bytes>>,
{
    async_stream::try_stream! {
        let start = from.exactly(START).await?;
        measure(&start)?;
        if !start[8..].starts_with(FIRST) {
            Err(Error::FileKind)?;
        }
        yield start.into();
        let mut turned = false;
        loop {
            let length = from.array::<4>().await?;
            let kind = from.array::<4>().await?;
            let size = u32::from_be_bytes(length) as usize;
            // With its checksum.
            let mut left = size.checked_add(4).ok_or(Error::FileKind)?;
            if kind == EXIF {
                let read = from.exactly(size.min(MOST_EXIF)).await?;
                from.skip(left - read.len()).await?;
                if let (Some(way_up), false) = (way_up(&read), turned) {
                    turned = true;
                    yield chunk(EXIF, &exif(way_up));
                }
                continue;
            }
            if !KEPT.contains(&kind) {
                from.skip(left).await?;
                continue;
            }
            yield [length, kind].concat().into();
            while left > 0 {
                let some = from.some_of(&mut left).await?;
                yield some;
            }
            if kind == END {
                break;
            }
        }
        from.skip_the_rest().await?;
    }
}

fn chunk(kind: [u8; 4], contents: &[u8; 26]) -> Bytes {
    let mut checksum = crc32fast::Hasher::new();
    checksum.update(&kind);
    checksum.update(contents);
    [
        &26_u32.to_be_bytes(),
        &kind,
        &contents[..],
        &checksum.finalize().to_be_bytes(),
    ]
    .concat()
    .into()
}
