/** The editor of a field by its key, loaded when first needed. One that fails or is unknown shows a line in its place. */
import {
  type ComponentType,
  lazy,
  type ReactNode,
  Suspense,
  useEffect,
  useLayoutEffect,
  useState,
} from 'react'
import { type FieldPlan } from '../meta/plan'
import { ErrorBoundary } from '../ui/error-card'
import { Skeleton } from '../ui/skeleton'
import { type EditorProps } from './contract'
import { EarlyKeys } from './early-keys'
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

/** Fetches the code of an editor before it is pressed: on hover, on focus. Then it is drawn at once. */
export function prepareEditor(key: string): void {
  if (loaded.has(key)) return
  fieldKinds
    .get(key)
    ?.load.Editor()
    .then((Editor) => {
      if (!loaded.has(key)) loaded.set(key, Editor)
    })
    .catch(() => undefined) // the press itself will say what failed
}

/** Fetches the editors of these fields when there is nothing better to do. */
export function usePreparedEditors(fields: readonly FieldPlan[]): void {
  const keys = [...new Set(fields.map((field) => field.editor))].join(' ')
  useEffect(() => {
    const run = () => {
      for (const key of keys.split(' ')) prepareEditor(key)
    }
    if (typeof requestIdleCallback === 'undefined') {
      const timer = setTimeout(run, 300)
      return () => clearTimeout(timer)
    }
    const idle = requestIdleCallback(run, { timeout: 2000 })
    return () => cancelIdleCallback(idle)
  }, [keys])
}

/** While an editor that takes the focus is on its way, what is typed is meant for it. */
function Loading({ keys, children }: { keys: EarlyKeys | null; children: ReactNode }) {
  useLayoutEffect(() => keys?.begin(), [keys])
  return children
}

/** After the editor, so its own effects have run: it may have the focus. */
function Loaded({ keys }: { keys: EarlyKeys }) {
  useEffect(() => void keys.giveOver(), [keys])
  return null
}

function Failed({ keys, children }: { keys: EarlyKeys; children: ReactNode }) {
  useEffect(() => keys.stop(), [keys])
  return children
}

export function FieldEditor(props: EditorProps) {
  const [keys] = useState(() => new EarlyKeys())
  useEffect(() => keys.stop, [keys])
  const Editor = editorOf(props.field.editor)
  if (!Editor) return <UnknownEditor editor={props.field.editor} value={props.value} />
  return (
    <ErrorBoundary
      name={`field ${props.field.editor}`}
      resetKey={props.field.name}
      fallback={() => (
        <Failed keys={keys}>
          <UnknownEditor editor={props.field.editor} value={props.value} />
        </Failed>
      )}
    >
      <Suspense
        fallback={
          // Text typed over a cell is kept by the sheet itself.
          <Loading keys={props.autoFocus && props.typed === undefined ? keys : null}>
            <Skeleton className={props.size === 'cell' ? 'h-7 w-full' : 'h-8 w-full'} />
          </Loading>
        }
      >
        <Editor {...props} />
        <Loaded keys={keys} />
      </Suspense>
    </ErrorBoundary>
  )
}
