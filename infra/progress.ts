/** Tells the person at the terminal what is going on. */
export type Say = (line: string) => void;

/** A `Say` that puts the seconds since it was made before every line. */
export function progress(write: Say = console.log): Say {
  const beganAt = Date.now();
  return (line) => write(`canbao ${((Date.now() - beganAt) / 1000).toFixed(1).padStart(6)} s  ${line}`);
}
