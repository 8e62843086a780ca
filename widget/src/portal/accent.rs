//! A site's accent colour, corrected until it can be read: darker in the light theme, lighter in
//! the dark one, its hue kept.

/// Red, green and blue.
type Rgb = [u8; 3];

/// The background in the light theme on which the accent is hardest to read; `--sunken` of
/// `tokens.css`.
const LIGHT: Rgb = [0xf4, 0xf5, 0xf7];
/// The same in the dark theme; `--raised` of `tokens.css`.
const DARK: Rgb = [0x22, 0x25, 0x2b];
/// WCAG 2.2, success criterion 1.4.3.
const ENOUGH: f64 = 4.5;

/// The accent for the light and for the dark theme as `#rrggbb`, from any `#rrggbb`.
#[must_use]
pub fn readable(accent: &str) -> Option<(String, String)> {
    let digits = accent
        .strip_prefix('#')
        .filter(|digits| digits.len() == 6)?;
    let number = u32::from_str_radix(digits, 16).ok()?;
    let [_, red, green, blue] = number.to_be_bytes();
    let colour = [red, green, blue];
    Some((
        print(towards([0; 3], colour, LIGHT)),
        print(towards([255; 3], colour, DARK)),
    ))
}

/// The least mix of `colour` with `end` that can be read on `background`.
fn towards(end: Rgb, colour: Rgb, background: Rgb) -> Rgb {
    (0..=255)
        .map(|share| mix(colour, end, share))
        .find(|&mixed| contrast(mixed, background) >= ENOUGH)
        .unwrap_or(end)
}

/// `share` 255ths of `b` in `a`.
fn mix(a: Rgb, b: Rgb, share: u32) -> Rgb {
    std::array::from_fn(|i| {
        let mixed = (u32::from(a[i]) * (255 - share) + u32::from(b[i]) * share) / 255;
        mixed.to_le_bytes()[0]
    })
}

/// WCAG's contrast ratio.
fn contrast(a: Rgb, b: Rgb) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// WCAG's relative luminance.
fn luminance(colour: Rgb) -> f64 {
    let [red, green, blue] = colour.map(|channel| {
        let channel = f64::from(channel) / 255.0;
        if channel <= 0.04045 {
            channel / 12.92
        } else {
            power((channel + 0.055) / 1.055)
        }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// `x` to the power of 2.4, for `x` from 0 to 1: `x` squared, times the square of its fifth root,
/// which Newton's method finds. The general power would be the largest function of the portal.
fn power(x: f64) -> f64 {
    let mut root = 1.0;
    for _ in 0..24 {
        root -= (root - x / (root * root * root * root)) / 5.0;
    }
    x * x * root * root
}

/// As `#rrggbb`.
fn print(colour: Rgb) -> String {
    let mut text = String::from("#");
    for byte in colour {
        for digit in [byte >> 4, byte & 15] {
            text.push(char::from(b"0123456789abcdef"[usize::from(digit)]));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Rgb {
        let number = u32::from_str_radix(&text[1..], 16).unwrap();
        let [_, red, green, blue] = number.to_be_bytes();
        [red, green, blue]
    }

    #[test]
    fn contrast_is_measured_as_wcag_says() {
        assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 1e-9);
        assert!((contrast(parse("#777777"), [255; 3]) - 4.478).abs() < 0.001);
    }

    #[test]
    fn the_power_is_that_of_the_library() {
        for x in [0.05, 0.1, 0.5, 0.9, 1.0_f64] {
            assert!((power(x) - x.powf(2.4)).abs() < 1e-12, "{x}");
        }
    }

    #[test]
    fn whatever_the_site_picks_can_be_read_in_both_themes() {
        for accent in [
            "#ffe600", "#ffffff", "#000000", "#ff0000", "#00ff00", "#0000ff", "#808080", "#f7c1d9",
        ] {
            let (light, dark) = readable(accent).unwrap();
            assert!(
                contrast(parse(&light), LIGHT) >= 4.5,
                "{accent} became {light}"
            );
            assert!(
                contrast(parse(&dark), DARK) >= 4.5,
                "{accent} became {dark}"
            );
        }
    }

    #[test]
    fn a_colour_that_can_be_read_is_left_alone() {
        assert_eq!(readable("#1f4fd8").unwrap().0, "#1f4fd8");
        assert_eq!(readable("#8fb0ff").unwrap().1, "#8fb0ff");
    }

    #[test]
    fn what_is_not_a_colour_is_refused() {
        for text in ["", "#fff", "1f4fd8", "#1f4fdg", "#1f4fd8ff", "#€€"] {
            assert_eq!(readable(text), None, "{text:?}");
        }
    }

    #[test]
    fn the_backgrounds_are_those_of_the_style_sheet() {
        let tokens = include_str!("../../style/tokens.css");
        let pair = |name: &str| {
            let start = tokens.find(name).unwrap();
            tokens[start..].lines().next().unwrap()
        };
        assert!(pair("--sunken:").contains(&print(LIGHT)));
        assert!(pair("--raised:").contains(&print(DARK)));
    }
}
