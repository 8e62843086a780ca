//! JPEG: segments that begin with a marker, and scans, which are what is seen (ITU T.81, annex B).

use axum::body::Bytes;
use futures_util::Stream;

use super::{exif, measure, pieces::Pieces, way_up};
use crate::error::{Error, Result};

const START: [u8; 2] = [0xff, 0xd8];
const END: [u8; 2] = [0xff, 0xd9];
/// Where JFIF stands, behind its name.
const APP0: u8 = 0xe0;
/// Where EXIF stands, behind its name.
const APP1: u8 = 0xe1;
const EXIF: &[u8] = b"Exif\0\0";
/// The beginning of a scan.
const SCAN: u8 = 0xda;
/// The most scans of a picture. Those that get sharper as they come have some ten; each is drawn over
/// the whole.
const MOST_SCANS: usize = 100;
/// What programs add to show a picture rightly, and how much of it is that. Everything else that they or
/// cameras add goes: places, names, smaller copies, the films behind moving pictures.
const KEPT: [(u8, &[u8], usize); 3] = [
    // The version and the density; a smaller copy may follow.
    (APP0, b"JFIF\0", 12),
    // The profile of its colours, or a part of it.
    (0xe2, b"ICC_PROFILE\0", usize::MAX),
    // How its colours are written.
    (0xee, b"Adobe", 12),
];
/// That no smaller copy follows.
const NO_COPY: [u8; 2] = [0, 0];

/// The picture alone. One that is cut off in a scan is ended there, as browsers show it.
pub(super) fn alone<S>(mut from: Pieces<S>) -> impl Stream<Item = Result<Bytes>>
where
    S: Stream<Item = Result<Bytes>>,
{
    async_stream::try_stream! {
        from.skip(START.len()).await?;
        yield Bytes::from_static(&START);
        let (mut framed, mut seen, mut turned) = (false, false, false);
        let mut scans = 0;
        let mut found = None;
        loop {
            let next = match found.take() {
                Some(marker) => Some(marker),
                None => marker(&mut from).await?,
            };
            let Some(marker) = next.filter(|marker| *marker != END[1]) else {
                break;
            };
            if stands_alone(marker) {
                continue;
            }
            let length = from.array::<2>().await?;
            let size = usize::from(u16::from_be_bytes(length));
            let contents = from.exactly(size.checked_sub(2).ok_or(Error::FileKind)?).await?;
            if marker == APP1 {
                let way_up = contents.strip_prefix(EXIF).and_then(way_up);
                if let (Some(way_up), false) = (way_up, turned) {
                    turned = true;
                    yield segment(APP1, &[EXIF, &exif(way_up)].concat());
                }
                continue;
            }
            let Some(contents) = kept(marker, contents) else {
                continue;
            };
            let segment = segment(marker, &contents);
            if is_frame(marker) {
                measure(&[&START, &segment[..]].concat())?;
                framed = true;
            }
            yield segment;
            if marker != SCAN {
                continue;
            }
            seen = framed;
            scans += 1;
            if scans > MOST_SCANS {
                Err(Error::FileKind)?;
            }
            while let Some(some) = scan(&mut from).await? {
                match some {
                    Scan::Seen(bytes) => yield bytes,
                    Scan::Marker(marker) => {
                        found = Some(marker);
                        break;
                    }
                }
            }
        }
        if !seen {
            Err(Error::FileKind)?;
        }
        yield Bytes::from_static(&END);
        from.skip_the_rest().await?;
    }
}

/// What is in a scan, and what ends it.
enum Scan {
    Seen(Bytes),
    Marker(u8),
}

/// The next part of a scan; nothing where the file is cut off.
async fn scan<S>(from: &mut Pieces<S>) -> Result<Option<Scan>>
where
    S: Stream<Item = Result<Bytes>>,
{
    let here = from.here().await?;
    // Within a scan 0xff is followed by a zero or a restart, or it ends the scan.
    let follows = |at: usize| here.get(at + 1).copied();
    let end = (0..here.len())
        .find(|at| here[*at] == 0xff && !follows(*at).is_some_and(goes_on))
        .unwrap_or(here.len());
    if end > 0 {
        return Ok(from.up_to(end).await?.map(Scan::Seen));
    }
    Ok(marker(from).await?.map(|marker| {
        if goes_on(marker) {
            Scan::Seen(Bytes::from(vec![0xff, marker]))
        } else {
            Scan::Marker(marker)
        }
    }))
}

fn goes_on(after: u8) -> bool {
    matches!(after, 0 | 0xd0..=0xd7)
}

/// The next marker, wherever it is: between segments there may be filling.
async fn marker<S>(from: &mut Pieces<S>) -> Result<Option<u8>>
where
    S: Stream<Item = Result<Bytes>>,
{
    while let Some(byte) = from.byte().await? {
        if byte != 0xff {
            continue;
        }
        loop {
            match from.byte().await? {
                Some(0xff) => {}
                marker => return Ok(marker),
            }
        }
    }
    Ok(None)
}

/// Whether a marker has no segment.
fn stands_alone(marker: u8) -> bool {
    matches!(marker, 0x00 | 0x01 | 0xd0..=0xd8)
}

/// Whether a segment says how large the picture is.
fn is_frame(marker: u8) -> bool {
    matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc)
}

/// What is kept of a segment.
fn kept(marker: u8, mut contents: Vec<u8>) -> Option<Vec<u8>> {
    // Frames, tables, scans, and what tells how they are read.
    if is_frame(marker) || matches!(marker, 0xc4 | 0xcc | 0xda..=0xdd) {
        return Some(contents);
    }
    let known =
        |(kept, name, _): &(u8, &[u8], usize)| *kept == marker && contents.starts_with(name);
    let (_, _, length) = KEPT.into_iter().find(known)?;
    contents.truncate(length);
    if marker == APP0 {
        contents.extend(NO_COPY);
    }
    Some(contents)
}

fn segment(marker: u8, contents: &[u8]) -> Bytes {
    // It was read as one, or is EXIF of some bytes.
    let length = u16::try_from(contents.len() + 2).unwrap_or(u16::MAX);
    [&[0xff, marker], &length.to_be_bytes()[..], contents]
        .concat()
        .into()
}
