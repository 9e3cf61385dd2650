import { formatInstant, formatRecorded } from './format.ts';

type Props = { readonly occurredAt: string; readonly recordedAt: string };

/** Two cells: when it happened by the plan, and when a machine wrote it down; both on the clock of Shanghai. */
export function Happened({ occurredAt, recordedAt }: Props) {
  return (
    <>
      <td className="nowrap">{formatInstant(Date.parse(occurredAt))}</td>
      <td className="nowrap dim">{formatRecorded(Date.parse(recordedAt))}</td>
    </>
  );
}
