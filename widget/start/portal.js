// Starts the portal: its module and the words of one language come at the same time. The build puts
// the names of the app's script, of its module, of its further styles and of each language's words in.
import init from 'app';

const load = async (language) => {
  const answer = await fetch(new URL(WORDS[language], import.meta.url));
  if (!answer.ok) throw answer.status;
  return answer.text();
};

// The host page's language, else the first of the browser's that we speak, else the site's own, else
// the first of ours.
const root = document.documentElement;
const own = new URLSearchParams(location.hash.split('?')[1]).get('lang');
const language =
  [own || '', ...navigator.languages, root.lang]
    .map((tag) => tag.toLowerCase().split(/[-_]/)[0])
    .find((tag) => Object.hasOwn(WORDS, tag)) || Object.keys(WORDS)[0];
const first = load(language);

// Whence the portal has its words; it begins with the document's language.
root.lang = language;
window.words = (wanted) => (wanted === language ? first : load(wanted));
const app = init({ module_or_path: new URL(MODULE, import.meta.url) });

// The styles of further pages: after the first page, unless the address names another.
const styles = () => {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = new URL(LATER, import.meta.url);
  link.onerror = () => {
    link.remove();
    setTimeout(styles, 5000);
  };
  document.head.append(link);
};
if (/^#?\/?(\?|$)/.test(location.hash)) app.then(() => setTimeout(styles));
else styles();
