//! What is left of pictures, whatever the pieces they arrive in.

use futures_util::{FutureExt, TryStreamExt, stream};

use super::*;

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

mod jpeg {
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
}

mod png {
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
}

mod webp {
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
}

mod gif {
    use super::*;

    fn extension(label: u8, parts: &[&[u8]]) -> Vec<u8> {
        let mut extension = vec![0x21, label];
        for part in parts {
            extension.push(u8::try_from(part.len()).unwrap());
            extension.extend(*part);
        }
        extension.push(0);
        extension
    }

    fn image(colours: &[u8]) -> Vec<u8> {
        let table = if colours.is_empty() { 0 } else { 0x80 };
        [
            b"\x2c\0\0\0\0\x01\0\x01\0",
            &[table][..],
            colours,
            b"\x02\x02\x44\x01\x01\x05\0",
        ]
        .concat()
    }

    fn whole(blocks: &[Vec<u8>], end: &[u8]) -> Vec<u8> {
        [
            b"GIF89a\x01\0\x01\0\x80\0\0blkwht",
            &blocks.concat()[..],
            end,
        ]
        .concat()
    }

    #[test]
    fn an_animation_moves_on_and_loses_its_comments() {
        let again = extension(0xff, &[b"NETSCAPE2.0", b"\x01\0\0"]);
        let control = extension(0xf9, &[b"\x04\x0a\0\x01"]);
        let images = [image(b""), image(b"redblu")];
        let told = [
            again.clone(),
            extension(0xfe, &[PLACE, PLACE]),
            extension(0xff, &[b"XMP DataXMP", PLACE]),
            extension(0x01, &[b"twelve bytes", PLACE]),
            extension(0xfe, &[]),
            control.clone(),
            images[0].clone(),
            control.clone(),
            images[1].clone(),
        ];
        let [first, second] = images;
        let kept = whole(&[again, control.clone(), first, control, second], b"\x3b");
        assert_eq!(
            left(Format::Gif, &whole(&told, &[b"\x3b", PLACE].concat())),
            kept
        );
    }

    #[test]
    fn one_without_its_end_gets_one() {
        let kept = whole(&[image(b"")], b"\x3b");
        assert_eq!(left(Format::Gif, &whole(&[image(b"")], b"")), kept);
        assert_eq!(left(Format::Gif, &whole(&[image(b"")], b"\0\0")), kept);
    }

    #[test]
    fn one_that_is_cut_off_in_its_pixels_is_none() {
        let whole = whole(&[image(b"")], b"");
        for length in [7, 15, 24, whole.len() - 1] {
            assert!(
                matches!(read(Format::Gif, &whole[..length], 3), Err(Error::FileKind)),
                "{length}"
            );
        }
    }

    #[test]
    fn one_of_too_many_pixels_is_refused_before_anyone_decodes_it() {
        let frame = b"\x2c\0\0\0\0\xff\xff\xff\xff\0\x02\0\x3b";
        let far_away = b"\x2c\x1f\x4e\x1f\x4e\x01\0\x01\0\0\x02\0\x3b";
        for bomb in [
            b"GIF89a\xff\xff\xff\xff\0\0\0".to_vec(),
            whole(&[frame.to_vec()], b""),
            whole(&[far_away.to_vec()], b""),
        ] {
            assert!(matches!(read(Format::Gif, &bomb, 9), Err(Error::TooLarge)));
        }
    }
}
