import { Sheet } from '../look/sheet.tsx';
import { useWords, Words } from '../look/words.tsx';

/** Every key of a desk. Phones have none. */
export function KeyList({ onClose }: { readonly onClose: () => void }) {
  const say = useWords();
  const keys: readonly (readonly [readonly string[], string])[] = [
    [['J'], say('下一行', 'next row')],
    [['K'], say('上一行', 'previous row')],
    [['Enter'], say('打开', 'open')],
    [['Tab'], say('下一个按钮或栏', 'next button or field')],
    [['Esc'], say('关掉弹出的一页，回到原处', 'close the sheet, back to where you were')],
    [['[', ']'], say('审计：前一天，后一天', 'audit: a day back, a day on')],
    [['?'], say('这一页', 'this list')],
  ];
  return (
    <Sheet width={420} title={<Words zh="按键" en="keys" />} onClose={onClose}>
      <table>
        <tbody>
          {keys.map(([names, does]) => (
            <tr key={does}>
              <td className="nowrap">
                {names.map((name) => (
                  <kbd key={name}>{name}</kbd>
                ))}
              </td>
              <td>{does}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Sheet>
  );
}
