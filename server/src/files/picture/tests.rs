//! What is left of pictures, whatever the pieces they arrive in.

use futures_util::{FutureExt, TryStreamExt, stream};

use super::*;

mod gif;
mod jpeg;
mod png;
mod webp;

const PIXEL: &[u8] = include_bytes!("../pixel.png");
/// What a picture must not tell.
const PLACE: &[u8] = b"48,51N at home with Elise";

/// Reads a picture in pieces of `size` bytes.
fn read(format: Format, bytes: &[u8], size: usize) -> Result<Vec<u8>> {
    let pieces = bytes
        .chunks(size)
        .map(|piece| Ok(Bytes::copy_from_slice(piece)));
    let kept = alone(
        format,
        stream::iter(pieces)
            .collect::<Vec<_>>()
            .now_or_never()
            .map(stream::iter)
            .unwrap(),
    );
    kept.try_fold(Vec::new(), async |mut all, bytes| {
        all.extend(bytes);
        Ok(all)
    })
    .now_or_never()
    .unwrap()
}

/// What is left of a picture, which is the same in pieces of any size.
fn left(format: Format, bytes: &[u8]) -> Vec<u8> {
    let whole = read(format, bytes, bytes.len()).unwrap();
    for size in [1, 2, 3, 5, 7, 64] {
        assert_eq!(
            read(format, bytes, size).unwrap(),
            whole,
            "in pieces of {size}"
        );
    }
    whole
}

fn holds(bytes: &[u8], text: &[u8]) -> bool {
    bytes.windows(text.len()).any(|window| window == text)
}

/// EXIF as cameras write it, little end first, with a place after the way up.
fn camera(way_up: u8) -> Vec<u8> {
    let mut exif = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    exif.extend([way_up, 0, 0, 0, 0, 0, 0, 0]);
    exif.extend(PLACE);
    exif
}
