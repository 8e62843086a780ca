//! What is left of drawings.

use super::*;

const END: usize = 12;

fn chunk(kind: &[u8; 4], contents: &[u8]) -> Vec<u8> {
    let length = u32::try_from(contents.len()).unwrap().to_be_bytes();
    let checked = [&kind[..], contents].concat();
    let checksum = crc32fast::hash(&checked).to_be_bytes();
    [&length[..], &checked, &checksum].concat()
}

/// The pixel with these chunks before its end and this after it.
fn with(chunks: &[Vec<u8>], after: &[u8]) -> Vec<u8> {
    let (pixel, end) = PIXEL.split_at(PIXEL.len() - END);
    [pixel, &chunks.concat(), end, after].concat()
}

#[test]
fn a_drawing_loses_its_texts_and_keeps_how_it_is_shown() {
    let shown = chunk(b"pHYs", b"\0\0\x0b\x13\0\0\x0b\x13\x01");
    let told = [
        shown.clone(),
        chunk(b"tEXt", PLACE),
        chunk(b"zTXt", PLACE),
        chunk(b"iTXt", PLACE),
        chunk(b"tIME", PLACE),
        chunk(b"vpAg", PLACE),
        chunk(b"eXIf", &camera(8)),
    ];
    let kept = with(&[shown, chunk(b"eXIf", &exif(8))], b"");
    assert_eq!(left(Format::Png, &with(&told, PLACE)), kept);
}

#[test]
fn exif_that_claims_to_have_no_end_is_looked_at_no_longer_than_it_is() {
    let endless = chunk(b"eXIf", b"MM\0*\0\0\0\x08\xff\xff");
    // Looked at to their claimed ends they take minutes.
    let many = with(&vec![endless; 20_000], b"");
    assert_eq!(read(Format::Png, &many, 4096).unwrap(), PIXEL);
}

#[test]
fn one_that_tells_nothing_stays_as_it_is() {
    assert_eq!(left(Format::Png, PIXEL), PIXEL);
}

#[test]
fn one_that_is_cut_off_is_none() {
    for length in [8, 20, 33, 40, PIXEL.len() - 1] {
        let cut = read(Format::Png, &PIXEL[..length], 3);
        assert!(matches!(cut, Err(Error::FileKind)), "{length}");
    }
}

#[test]
fn one_of_too_many_pixels_is_refused_before_anyone_decodes_it() {
    let mut bomb = PIXEL.to_vec();
    bomb[16..24].copy_from_slice(&[0, 0, 0x4e, 0x20, 0, 0, 0x4e, 0x20]);
    assert!(matches!(read(Format::Png, &bomb, 9), Err(Error::TooLarge)));
}
