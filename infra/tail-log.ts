import type { KeptProcess } from './kept-process.ts';

/** Shows what a process writes, line by line, from its log; resolves with how it ended when it has. */
export async function tailLog(kept: KeptProcess, write: (line: string) => void): Promise<string> {
  let shown = 0;
  const show = (isLast: boolean) => {
    const fresh = kept.output().slice(shown);
    const whole = isLast ? fresh : fresh.slice(0, fresh.lastIndexOf('\n') + 1);
    shown += whole.length;
    for (const line of whole.split('\n')) if (line) write(line);
  };
  const timer = setInterval(() => show(false), 250);
  const how = await kept.ended;
  clearInterval(timer);
  show(true);
  return how;
}
