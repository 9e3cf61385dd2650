import { PageHead } from '../look/page-head.tsx';
import { UploadFile } from './upload-file.tsx';

/** Files of registrations from an office: each row goes to the agent whose receipt book holds its number. */
export function FilesPage() {
  return (
    <>
      <PageHead zh="名册" en="files of registrations" />
      <UploadFile />
    </>
  );
}
