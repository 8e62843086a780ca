// Starts the desk. The build puts the names of the app's script and module in.
import init from 'app';

init({ module_or_path: new URL(MODULE, import.meta.url) });
