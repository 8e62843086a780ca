//! What is left of pictures of the web.

use super::*;

fn chunk(kind: &[u8; 4], contents: &[u8]) -> Vec<u8> {
    let length = u32::try_from(contents.len()).unwrap().to_le_bytes();
    let odd = &[0][..contents.len() % 2];
    [&kind[..], &length, contents, odd].concat()
}

fn whole(chunks: &[Vec<u8>]) -> Vec<u8> {
    chunk(b"RIFF", &[b"WEBP", &chunks.concat()[..]].concat())
}

/// Says which parts there are, and that it is of 2 × 3 pixels.
fn parts(parts: u8) -> Vec<u8> {
    chunk(b"VP8X", &[parts, 0, 0, 0, 1, 0, 0, 2, 0, 0])
}

#[test]
fn a_photo_keeps_its_way_up_and_what_goes_is_written_over() {
    let (seen, colours) = (chunk(b"VP8L", b"/pixels"), chunk(b"ICCP", b"colours"));
    let (told, xmp) = (camera(6), chunk(b"XMP ", &[PLACE; 400].concat()));
    let picture = [
        whole(&[
            parts(0x2c),
            colours.clone(),
            seen.clone(),
            chunk(b"EXIF", &told),
            xmp.clone(),
        ]),
        PLACE.to_vec(),
    ];
    let mut instead = exif(6).to_vec();
    instead.resize(told.len(), 0);
    let nothing = chunk(b"JUNK", &vec![0; xmp.len() - 8]);
    let kept = whole(&[
        parts(0x28),
        colours,
        seen,
        chunk(b"EXIF", &instead),
        nothing,
    ]);
    assert_eq!(left(Format::Webp, &picture.concat()), kept);
}

#[test]
fn exif_that_makes_no_sense_says_that_it_lies_as_it_is_shown() {
    let broken = whole(&[
        parts(8),
        chunk(b"VP8L", b"/pixels"),
        chunk(b"EXIF", PLACE),
        chunk(b"EXIF", b"short"),
    ]);
    let kept = left(Format::Webp, &broken);
    assert!(holds(&kept, &exif(1)));
    assert!(!holds(&kept, b"Elise") && !holds(&kept, b"short"));
    assert_eq!(kept.len(), broken.len());
}

#[test]
fn one_that_tells_nothing_stays_as_it_is() {
    let plain = whole(&[chunk(b"VP8L", b"\x2f\x01\x80\0\0pixels")]);
    assert_eq!(left(Format::Webp, &plain), plain);
}

#[test]
fn one_that_is_cut_off_is_none() {
    let plain = whole(&[parts(0), chunk(b"VP8L", b"/pixels")]);
    for length in [12, 29, 35, plain.len() - 1] {
        let cut = read(Format::Webp, &plain[..length], 3);
        assert!(matches!(cut, Err(Error::FileKind)), "{length}");
    }
}

#[test]
fn one_of_too_many_pixels_is_refused_before_anyone_decodes_it() {
    let bomb = whole(&[chunk(b"VP8X", &[0, 0, 0, 0, 0xff, 0xff, 0, 0xff, 0xff, 0])]);
    assert!(matches!(read(Format::Webp, &bomb, 9), Err(Error::TooLarge)));
}
