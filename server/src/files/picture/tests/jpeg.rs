//! What is left of photos.

use super::*;

const JFIF: &[u8] = b"JFIF\0\x01\x02\x01\0H\0H\0\0";

fn segment(marker: u8, contents: &[u8]) -> Vec<u8> {
    let length = u16::try_from(contents.len() + 2).unwrap();
    [&[0xff, marker], &length.to_be_bytes()[..], contents].concat()
}

fn frame(height: u16, width: u16) -> Vec<u8> {
    let (height, width) = (height.to_be_bytes(), width.to_be_bytes());
    segment(
        0xc2,
        &[&[8], &height[..], &width, b"\x01\x01\x11\0"].concat(),
    )
}

/// Two scans with all that may stand in one.
fn scans() -> Vec<u8> {
    let data = b"\x12\xff\0\x34\xff\xd0\x56\xff\0";
    let scan = segment(0xda, b"\x01\x01\0\0\x3f\0");
    [&scan[..], data, &segment(0xc4, b"tables"), &scan, data].concat()
}

fn picture(told: &[Vec<u8>], after: &[u8]) -> Vec<u8> {
    let start = [&b"\xff\xd8"[..], &segment(0xe0, JFIF)].concat();
    let colours = segment(0xe2, b"ICC_PROFILE\0\x01\x01colours");
    [
        start,
        told.concat(),
        colours,
        frame(2, 3),
        scans(),
        after.to_vec(),
    ]
    .concat()
}

#[test]
fn a_photo_keeps_its_way_up_and_nothing_else() {
    let told = [
        segment(0xe1, &[b"Exif\0\0", &camera(6)[..]].concat()),
        segment(0xe1, &[b"http://ns.adobe.com/xap/1.0/\0", PLACE].concat()),
        segment(0xe2, &[b"MPF\0", PLACE].concat()),
        segment(0xed, &[b"Photoshop 3.0\0", PLACE].concat()),
        segment(0xe5, PLACE),
        segment(0xfe, PLACE),
    ];
    // Phones put a film or another picture behind the end.
    let after = [b"\xff\xd9", PLACE].concat();
    let way_up = segment(0xe1, &[&b"Exif\0\0"[..], &exif(6)].concat());
    assert_eq!(
        left(Format::Jpeg, &picture(&told, &after)),
        picture(&[way_up], b"\xff\xd9")
    );
}

#[test]
fn the_smaller_copy_in_its_head_goes_and_so_do_words_behind_its_colours() {
    let adobe = b"Adobe\0d\0\0\0\0\x01";
    let whole = |jfif: &[u8], adobe: &[u8]| {
        let heads = [segment(0xe0, jfif), segment(0xee, adobe)].concat();
        [b"\xff\xd8", &heads[..], &frame(2, 3), &scans(), b"\xff\xd9"].concat()
    };
    let copy = [&JFIF[..12], &[4, 2], PLACE].concat();
    let told = whole(&copy, &[adobe, PLACE].concat());
    assert_eq!(left(Format::Jpeg, &told), whole(JFIF, adobe));
}

#[test]
fn one_that_lies_as_it_is_to_be_shown_says_nothing_of_it() {
    for exif in [
        camera(1),
        b"MM".to_vec(),
        b"II*\0\xff\xff\xff\xff".to_vec(),
        b"MM\0*\0\0\0\x08\xff\xff".to_vec(),
    ] {
        let told = segment(0xe1, &[b"Exif\0\0", &exif[..]].concat());
        assert_eq!(
            left(Format::Jpeg, &picture(&[told], b"\xff\xd9")),
            picture(&[], b"\xff\xd9")
        );
    }
}

#[test]
fn one_that_is_cut_off_in_its_pixels_is_ended_there() {
    for cut in [&b""[..], b"\xff", b"\xff\0"] {
        let kept = left(Format::Jpeg, &picture(&[], cut));
        assert!(kept.starts_with(&picture(&[], b"")));
        assert!(kept.ends_with(b"\xff\xd9"));
    }
}

#[test]
fn one_that_is_drawn_over_and_over_is_none() {
    let start = [b"\xff\xd8", &frame(2, 3)[..]].concat();
    let bomb = [&start[..], &scans().repeat(100), b"\xff\xd9"].concat();
    assert!(matches!(
        read(Format::Jpeg, &bomb, 999),
        Err(Error::FileKind)
    ));
}

#[test]
fn words_in_what_no_picture_is_read_by_go() {
    let told = [0xc8, 0xde, 0xdf, 0xf0].map(|marker| segment(marker, PLACE));
    assert_eq!(
        left(Format::Jpeg, &picture(&told, b"\xff\xd9")),
        picture(&[], b"\xff\xd9")
    );
}

#[test]
fn what_has_nothing_to_be_seen_is_none() {
    for none in [
        b"\xff\xd8\xff\xd9".to_vec(),
        [&b"\xff\xd8"[..], &frame(2, 2), b"\xff\xd9"].concat(),
        [&b"\xff\xd8"[..], &scans(), b"\xff\xd9"].concat(),
        b"\xff\xd8\xff\xe0\0\0".to_vec(),
        b"\xff\xd8\xff\xe0\xff\xffcut off".to_vec(),
    ] {
        assert!(
            matches!(read(Format::Jpeg, &none, 3), Err(Error::FileKind)),
            "{none:?}"
        );
    }
}

#[test]
fn how_large_it_is_is_seen_however_much_stands_before() {
    let colours = segment(0xe2, &[&b"ICC_PROFILE\0"[..], &[0; 65_000]].concat());
    let bomb = [&b"\xff\xd8"[..], &colours, &colours, &frame(60_000, 60_000)].concat();
    assert!(matches!(
        read(Format::Jpeg, &bomb, 1_000),
        Err(Error::TooLarge)
    ));
}
