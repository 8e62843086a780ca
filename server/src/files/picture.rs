//! Pictures without what they tell of their maker: the place, the camera, the program, comments.

use axum::body::Bytes;
use img_parts::{DynImage, ImageEXIF, jpeg::markers};

use crate::error::{Error, Result};

/// PNG's chunks for texts, times and other programs' data.
const PNG: [[u8; 4]; 5] = [*b"tEXt", *b"zTXt", *b"iTXt", *b"eXIf", *b"tIME"];

/// A picture with nothing but itself, and the way up that it is to be shown. A GIF stays as it
/// is: cameras write none.
///
/// # Errors
/// `Error::FileKind` when it cannot be read.
pub fn alone(bytes: Bytes) -> Result<Bytes> {
    let image = DynImage::from_bytes(bytes.clone()).map_err(|_| Error::FileKind)?;
    let Some(mut image) = image else {
        return Ok(bytes);
    };
    let way_up = image.exif().and_then(|exif| orientation(&exif));
    match &mut image {
        DynImage::Jpeg(image) => {
            // EXIF and XMP, IPTC, comments.
            for marker in [markers::APP1, markers::APP13, markers::COM] {
                image.remove_segments_by_marker(marker);
            }
        }
        DynImage::Png(image) => {
            for kind in PNG {
                image.remove_chunks_by_type(kind);
            }
        }
        DynImage::WebP(image) => image.remove_chunks_by_id(*b"XMP "),
    }
    image.set_exif(way_up.map(exif));
    Ok(image.encoder().bytes())
}

/// The tag of the way up in EXIF's first directory.
const ORIENTATION: u16 = 0x0112;

/// Which way up a picture is to be shown, 2 to 8, where it is not as it lies: TIFF 6.0, page 36.
fn orientation(exif: &[u8]) -> Option<u8> {
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
        .filter_map(|i| directory.checked_add(2 + 12 * i))
        .find(|at| short(*at) == Some(ORIENTATION))?;
    u8::try_from(short(entry + 8)?)
        .ok()
        .filter(|way| (2..=8).contains(way))
}

/// EXIF that tells the way up and nothing else.
fn exif(way_up: u8) -> Bytes {
    let mut exif = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([way_up, 0, 0, 0, 0, 0, 0]);
    exif.into()
}

#[cfg(test)]
mod tests {
    use img_parts::{
        jpeg::{Jpeg, JpegSegment},
        png::{Png, PngChunk},
    };

    use super::*;

    fn holds(bytes: &[u8], text: &[u8]) -> bool {
        bytes.windows(text.len()).any(|window| window == text)
    }

    /// The smallest thing that is read as a JPEG, with what cameras and programs add.
    fn jpeg(exif: &[u8]) -> Bytes {
        let mut image = Jpeg::from_bytes(Bytes::from_static(b"\xff\xd8\xff\xd9")).unwrap();
        let told: [(u8, &[u8]); 4] = [
            (markers::APP1, &[b"Exif\0\0", exif].concat()),
            (
                markers::APP1,
                b"http://ns.adobe.com/xap/1.0/\0<x:GPSLatitude>48,51N</x:GPSLatitude>",
            ),
            (markers::APP13, b"Photoshop 3.0\0by Elise"),
            (markers::COM, b"taken at home"),
        ];
        for (marker, contents) in told {
            let contents = Bytes::copy_from_slice(contents);
            image
                .segments_mut()
                .push(JpegSegment::new_with_contents(marker, contents));
        }
        image.encoder().bytes()
    }

    #[test]
    fn a_photo_keeps_its_way_up_and_nothing_else() {
        let kept = alone(jpeg(&exif(6))).unwrap();
        for told in [&b"GPSLatitude"[..], b"Photoshop", b"taken at home"] {
            assert!(!holds(&kept, told));
        }
        let image = DynImage::from_bytes(kept).unwrap().unwrap();
        assert_eq!(orientation(&image.exif().unwrap()), Some(6));
    }

    #[test]
    fn exif_that_makes_no_sense_is_simply_left_out() {
        for broken in [
            &b""[..],
            b"MM",
            b"II*\0\xff\xff\xff\xff",
            b"MM\0*\0\0\0\x08\xff\xff",
        ] {
            let kept = alone(jpeg(broken)).unwrap();
            assert!(!holds(&kept, b"Exif"));
        }
    }

    #[test]
    fn a_drawing_loses_its_texts() {
        let mut image = Png::from_bytes(Bytes::from_static(include_bytes!("pixel.png"))).unwrap();
        let text = Bytes::from_static(b"Author\0Elise");
        image.chunks_mut().insert(1, PngChunk::new(*b"tEXt", text));
        assert!(holds(&image.clone().encoder().bytes(), b"Elise"));
        assert!(!holds(&alone(image.encoder().bytes()).unwrap(), b"Elise"));
    }
}
