import { villageTemplate } from '@canbao/connectors/files/village-template';
import type { Download } from '@canbao/http-contract/download';

import type { Sender } from './sender.ts';

const TEMPLATE_ROWS = 500;

/** An empty file to fill in: its columns are text, so that no number is rounded, and each row has a hidden key. */
export async function emptyFile({ agent, unit }: Sender): Promise<Download> {
  const name = agent ?? unit.replaceAll('/', '-');
  return {
    name: `名册-${name}.xlsx`,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    bytes: await villageTemplate({ agent: name, rows: TEMPLATE_ROWS }),
  };
}
