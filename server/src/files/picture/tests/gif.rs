//! What is left of animations.

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
