/** A question on the terminal whose answer is not shown while it is typed. */

const ENTER = new Set(['\r', '\n', '\u0004']);
const CTRL_C = '\u0003';
const ERASE = new Set(['\u007f', '\b']);

/** Needs a terminal. Ctrl-C ends the process as it would anywhere else. */
export function askHidden(question: string): Promise<string> {
  const { stdin, stderr } = process;
  // Not on standard output: the answer's hash goes there, maybe into a file.
  stderr.write(question);
  stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  stdin.resume();
  return new Promise((resolve) => {
    let answer = '';
    const read = (typed: string) => {
      for (const key of typed) {
        if (key === CTRL_C) process.exit(130);
        if (ENTER.has(key)) {
          stdin.off('data', read);
          stdin.setRawMode(false);
          stdin.pause();
          stderr.write('\n');
          resolve(answer);
          return;
        }
        answer = ERASE.has(key) ? [...answer].slice(0, -1).join('') : answer + key;
      }
    };
    stdin.on('data', read);
  });
}
