// How the launcher and its panel look: the styles, with the site's colour and side in them, and the icons.
//
// The styles that matter are texts of their own: a browser without constructed style sheets gets them
// on the elements instead. A content security policy has nothing to say to either.

/** Where the panel takes the whole screen. */
export const phone = '(max-width:640px),(max-height:480px)';
/** The icons, as paths: a bubble with a question, and the cross. */
export const speech =
  'M6.5 3h11A3.5 3.5 0 0 1 21 6.5v7.5a3.5 3.5 0 0 1-3.5 3.5H12l-5 4v-4h-.5A3.5 3.5 0 0 1 3 14V6.5A3.5 3.5 0 0 1 6.5 3zM9.4 8.2a2.6 2.6 0 1 1 3.9 2.2c-.8.5-1.3.9-1.3 1.7M12 14.3v.01';
export const cross = 'M6 6l12 12M18 6L6 18';

export const hostStyle = 'all:initial!important;direction:ltr!important;display:contents!important;';
export const frameStyle = 'position:absolute;top:0;left:0;width:100%;height:100%;border:0;';
export const lostStyle = 'position:relative;z-index:1;height:100%;padding:24px;background:inherit;';

export function look(colour, side) {
  // White is read on colours up to this luminance, black on those above: 4.5 to 1 or better on both.
  const light = (at) => (parseInt(colour.slice(at, at + 2), 16) / 255) ** 2.2;
  const ink = 0.2126 * light(1) + 0.7152 * light(3) + 0.0722 * light(5) < 0.18 ? '#fff' : '#000';
  const place = `position:fixed;box-sizing:border-box;${side}:calc(20px + env(safe-area-inset-${side}));`;
  const launcherStyle = `${place}
    bottom:calc(20px + env(safe-area-inset-bottom));z-index:2147483647;
    display:flex;align-items:center;justify-content:center;gap:8px;
    min-width:56px;max-width:calc(100vw - 40px);height:56px;margin:0;padding:0 15px;
    border:1px solid transparent;border-radius:28px;background:${colour};color:${ink};
    font:600 15px/24px -apple-system,'Segoe UI',Roboto,Arial,sans-serif;white-space:nowrap;cursor:pointer;
    box-shadow:0 1px 3px #0003,0 6px 20px #0003;`;
  const panelStyle = `${place}
    bottom:calc(88px + env(safe-area-inset-bottom));z-index:2147483646;
    width:400px;max-width:calc(100vw - 40px);height:min(680px,100vh - 104px);height:min(680px,100dvh - 104px);
    overflow:hidden;border-radius:16px;outline:1px solid transparent;
    background:#fff;background:light-dark(#fff,#16181d);color:#1b1d22;color:light-dark(#1b1d22,#eceef2);
    font:14px/21px -apple-system,'Segoe UI',Roboto,Arial,sans-serif;
    box-shadow:0 0 0 1px #0000001a,0 4px 12px #0000001a,0 16px 48px #0003;`;
  const sheet = `:host{${hostStyle}}
    .launcher{${launcherStyle}transition:transform .16s,filter .16s}
    .launcher:hover{filter:brightness(1.1)}
    .launcher:active{transform:scale(.96)}
    .launcher svg{flex:none;transition:transform .16s}
    .open .launcher svg{transform:rotate(90deg)}
    .launcher b{position:absolute;top:-4px;right:-4px;box-sizing:border-box;min-width:22px;padding:0 6px;border-radius:11px;
      background:#c0261d;color:#fff;font-size:12px;line-height:22px;text-align:center}
    .launcher b[hidden]{display:none}
    .launcher span{overflow:hidden;text-overflow:ellipsis}
    .launcher:focus-visible{outline:2px solid #fff;outline-offset:1px;box-shadow:0 0 0 5px #1b1d22}
    .panel{${panelStyle}visibility:hidden;opacity:0;transform:translateY(8px);
      transition:opacity .16s,transform .16s,visibility 0s .16s}
    .open .panel{visibility:visible;opacity:1;transform:none;transition-delay:0s}
    iframe{${frameStyle}visibility:hidden}
    .running iframe{visibility:inherit}
    .notice{padding:28px 24px}
    .running .notice,.notice>*{display:none}
    .lost .notice>*{display:block;margin:0 0 16px;font:inherit;color:inherit}
    .notice button{padding:8px 14px;border:1px solid #8889;border-radius:8px;background:none;cursor:pointer}
    .notice i{display:block;width:60%;height:14px;border-radius:7px;color:#8883;background:currentColor;
      box-shadow:0 44px,0 88px,0 132px;animation:wait 1.6s infinite alternate}
    .lost .notice i{display:none}
    @keyframes wait{to{opacity:.4}}
    @media ${phone}{
      .panel{top:0;left:0;width:100%;max-width:none;height:100vh;height:100dvh;border-radius:0}
      .open.running .launcher{visibility:hidden}
    }
    @media (prefers-reduced-motion:reduce){*{transition:none!important;animation:none!important}}
    @media print{:host{display:none!important}}`;
  return { launcherStyle, panelStyle, sheet };
}
