/**
 * What a file can do to an ID number before anybody typed it wrong: leave it out, or pass it through a numeric cell,
 * which rounds it (`4.11722E+17`, or a trailing `.0`). Such a number is gone and is never mended. Length, check digit
 * and birth date are the domain's business.
 */
export function idCellProblem(cell: string): { readonly why: string; readonly remedy: string } | null {
  if (cell === '') return { why: '身份证号为空', remedy: '请按身份证填写' };
  if (/^[\d.]+e[+-]?\d+$/i.test(cell) || /^\d+\.\d*$/.test(cell))
    return { why: '单元格是数字格式，号码已失真', remedy: '请把该列设为文本格式，照身份证重新填写' };
  return null;
}
