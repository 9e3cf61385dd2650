import { useWords } from './words.tsx';

type Props = { readonly name: string; readonly accept?: string; readonly onFile: (file: File) => void };

/** The browser's own file field speaks the browser's language; this one speaks the reader's. */
export function FileButton({ name, accept, onFile }: Props) {
  const say = useWords();
  return (
    <label className="file">
      <input
        type="file"
        accept={accept}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) onFile(file);
          // The same file may be chosen again once it has been mended.
          event.target.value = '';
        }}
      />
      <span className="btn">{name ? say('换一个文件', 'Another file') : say('选文件', 'Choose a file')}</span>
      {name ? <span className="name">{name}</span> : null}
    </label>
  );
}
