import { goodRow, headings, rowWith } from './bad-file.ts';
import { type MadeWorkbook, madeXlsx } from './made-xlsx.ts';

const styled = (cells: readonly string[], style: number) =>
  cells.map((text) => ({
    markup: `<c r="REF" s="${style}" t="inlineStr"><is><t>${text}</t></is></c>`,
  }));

/**
 * A list as a village would make it: a merged title, a bold heading on yellow in row 3, widths, a day as a number, an
 * amount by formula, rare characters, remarks right of the columns, an empty row, a hidden sheet, a cover.
 */
export const villageWorkbook: MadeWorkbook = {
  texts: [
    '𠀀𪚥',
    '<t>阿卜杜拉</t><rPh sb="0" eb="4"><t>abudula</t></rPh>',
    '<r><t>欧</t></r><r><rPr><b/></rPr><t>阳</t></r>',
  ],
  sheets: [
    { name: '封面', rows: [['某村'], ['2020 年度']] },
    { name: '旧名册', state: 'hidden', rows: [headings, goodRow(2)] },
    {
      name: '名册',
      before: [
        '<sheetPr><tabColor rgb="FFFF0000"/></sheetPr><dimension ref="A1:H9"/>',
        '<sheetViews><sheetView workbookViewId="0"><pane ySplit="3" topLeftCell="A4" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>',
        '<cols><col min="1" max="1" width="24" style="1" customWidth="1"/><col min="8" max="16384" width="9" hidden="1" customWidth="1"/></cols>',
      ].join(''),
      merges: ['A1:F1'],
      after: '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>',
      rows: [
        ['某村 2020 年度缴费名册'],
        [],
        styled([...headings, '备注'], 3),
        [...rowWith(4, '姓名', { text: 0 }), '户主'],
        rowWith(5, '收款日期', { number: '43729', style: 2 }),
        rowWith(6, '金额(元)', { markup: '<c r="REF"><f>100+150</f><v>250</v></c>' }),
        [],
        rowWith(8, '姓名', { text: 2 }),
        rowWith(9, '身份证号', { number: '419999199001011200' }),
        rowWith(10, '姓名', { text: 1 }),
      ],
    },
  ],
};

export const villageWorkbookBytes = (): Uint8Array => madeXlsx(villageWorkbook);
