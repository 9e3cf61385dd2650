import { readVillageFile } from '@canbao/connectors/files/read-village-file';
import { villageTemplate } from '@canbao/connectors/files/village-template';
import { readXlsx } from 'hucre/xlsx';

import { headings } from './bad-file.ts';

test('R-403 a template that nobody filled in has no rows', async () => {
  expect(await readVillageFile(await villageTemplate({ agent: 'A101-7', rows: 300 }))).toStrictEqual({
    kind: 'xlsx',
    total: 0,
    rows: [],
    problems: [],
  });
});

test('R-403 a template is text throughout, its heading stays in view, its keys do not show', async () => {
  const { sheets } = await readXlsx(await villageTemplate({ agent: 'A101-7', rows: 2 }), { readStyles: true });
  const [sheet] = sheets;
  expect(sheets).toHaveLength(1);
  expect(sheet!.rows[0]).toStrictEqual([...headings, '行标识']);
  // Empty, and not a text of no length: that would count as filled in.
  expect(sheet!.rows[1]!.slice(0, 6)).toStrictEqual(headings.map(() => null));
  expect(sheet!.freezePane).toMatchObject({ rows: 1 });
  expect(sheet!.columns?.map(({ hidden = false }) => hidden)).toStrictEqual([...headings.map(() => false), true]);
  const formats = [...(sheet!.cells?.values() ?? [])].map(({ style }) => style?.numFmt);
  expect(formats).toHaveLength(21);
  expect(new Set(formats)).toStrictEqual(new Set(['@']));
});

test('R-403 the keys of a template are its own', async () => {
  const keysOf = async () => {
    const { sheets } = await readXlsx(await villageTemplate({ agent: 'A101-7', rows: 50 }));
    return sheets[0]!.rows.slice(1).map((row) => row[6]);
  };
  const keys = [...(await keysOf()), ...(await keysOf())];
  expect(new Set(keys).size).toBe(100);
  expect(keys.filter((key) => !/^A101-7-[0-9A-F]{16}-\d+$/.test(String(key)))).toStrictEqual([]);
});
