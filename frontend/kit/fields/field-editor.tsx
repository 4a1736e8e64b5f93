/** The editor of a field by its key, loaded when first needed. One that fails or is unknown shows a line in its place. */
import { type ComponentType, lazy, Suspense } from 'react'
import { ErrorBoundary } from '../ui/error-card'
import { Skeleton } from '../ui/skeleton'
import { type EditorProps } from './contract'
import { UnknownEditor } from './field-value'
import { fieldKinds } from './registry'

const loaded = new Map<string, ComponentType<EditorProps>>()

function editorOf(key: string): ComponentType<EditorProps> | null {
  const known = loaded.get(key)
  if (known) return known
  const kind = fieldKinds.get(key)
  if (!kind) return null
  const Editor = lazy(async () => ({
    default: await kind.load.Editor(),
  })) as ComponentType<EditorProps>
  loaded.set(key, Editor)
  return Editor
}

/** Fetches the code of an editor before it is pressed: on hover, on focus. */
export function prepareEditor(key: string): void {
  fieldKinds
    .get(key)
    ?.load.Editor()
    .catch(() => undefined) // the press itself will say what failed
}

export function FieldEditor(props: EditorProps) {
  const Editor = editorOf(props.field.editor)
  if (!Editor) return <UnknownEditor editor={props.field.editor} />
  return (
    <ErrorBoundary
      name={`field ${props.field.editor}`}
      resetKey={props.field.name}
      fallback={() => <UnknownEditor editor={props.field.editor} />}
    >
      <Suspense
        fallback={<Skeleton className={props.size === 'cell' ? 'h-7 w-full' : 'h-8 w-full'} />}
      >
        <Editor {...props} />
      </Suspense>
    </ErrorBoundary>
  )
}
