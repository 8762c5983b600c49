// Loaded before every entry of package.json, and plain JavaScript, so that an older Node can still read it: without it,
// Node 20 would end with an unexplained "unknown file extension .ts".
const [major] = process.versions.node.split('.').map(Number);
if (major < 24) {
  process.stderr.write(
    `Palermo runs on Node 24, which it brings along, but this is Node ${process.versions.node}.\n` +
      'Start it through npm (npm start, npm run palermo -- VERB). If you did, its own Node was not installed:\n' +
      'run `npm ci` again, without --ignore-scripts.\n',
  );
  process.exit(1);
}
