//! GIF: blocks whose contents come in parts of up to 255 bytes (GIF89a).

use axum::body::Bytes;
use futures_util::Stream;

use super::{measure, must_fit, pieces::Pieces};
use crate::error::Result;

/// The signature and the size of the picture.
const START: usize = 6 + 7;
const IMAGE: u8 = 0x2c;
const EXTENSION: u8 = 0x21;
const END: &[u8] = &[0x3b];
/// How one image follows another.
const CONTROL: u8 = 0xf9;
const OF_A_PROGRAM: u8 = 0xff;
/// What programs add to show it rightly: how often it is repeated, its colours. Everything else goes.
const KEPT: [&[u8]; 3] = [b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012"];

/// The picture alone. It ends where it no longer makes sense, as browsers show it.
pub(super) fn alone<S>(mut from: Pieces<S>) -> impl Stream<Item = Result<Bytes>>
where
    S: Stream<Item = Result<Bytes>>,
{
    async_stream::try_stream! {
        let start = from.exactly(START).await?;
        measure(&start)?;
        let screen = [size(&start[6..8]), size(&start[8..10])];
        let table = colours(start[10]);
        yield start.into();
        yield from.exactly(table).await?.into();
        loop {
            match from.byte().await? {
                Some(IMAGE) => {
                    let mut image = vec![IMAGE];
                    image.extend(from.exactly(9).await?);
                    // Browsers may make room for an image that reaches beyond the whole.
                    let [left, top, width, height] = [1, 3, 5, 7].map(|at| size(&image[at..at + 2]));
                    must_fit((left + width).max(screen[0]), (top + height).max(screen[1]))?;
                    let table = colours(image[9]);
                    // And how its pixels are written.
                    image.extend(from.exactly(table + 1).await?);
                    yield image.into();
                }
                Some(EXTENSION) => {
                    let [label] = from.array().await?;
                    let first = part(&mut from).await?;
                    if !is_kept(label, &first[1..]) {
                        let mut last = first;
                        while last.len() > 1 {
                            last = part(&mut from).await?;
                        }
                        continue;
                    }
                    yield [&[EXTENSION, label], &first[..]].concat().into();
                }
                _ => break,
            }
            loop {
                let part = part(&mut from).await?;
                let last = part.len() == 1;
                yield part.into();
                if last {
                    break;
                }
            }
        }
        yield Bytes::from_static(END);
        from.skip_the_rest().await?;
    }
}

fn is_kept(label: u8, first: &[u8]) -> bool {
    match label {
        CONTROL => !first.is_empty(),
        OF_A_PROGRAM => KEPT.contains(&first),
        _ => false,
    }
}

/// A part behind its length; the last one is empty.
async fn part<S>(from: &mut Pieces<S>) -> Result<Vec<u8>>
where
    S: Stream<Item = Result<Bytes>>,
{
    let [size] = from.array().await?;
    let mut part = vec![size];
    part.extend(from.exactly(size.into()).await?);
    Ok(part)
}

fn size(bytes: &[u8]) -> usize {
    u16::from_le_bytes(bytes.try_into().unwrap_or_default()).into()
}

/// How many bytes the table of colours has, by the byte that tells of it.
fn colours(told: u8) -> usize {
    if told & 0x80 == 0 {
        0
    } else {
        3 << ((told & 7) + 1)
    }
}
