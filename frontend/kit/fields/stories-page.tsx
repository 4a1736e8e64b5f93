/** Every field editor in every state and size, for eyes and for axe: /__ui/fields of the development server. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, Suspense, useEffect, useId, useState } from 'react'
import { keys } from '../client/data'
import { type Navigation, NavigationProvider } from '../client/navigation'
import { useLocale, useMessages } from '../i18n/locale-context'
import { type FieldPlan } from '../meta/plan'
import { type Row, type WireField } from '../meta/wire'
import { FormField } from '../record/form-field'
import { fakeFiles } from '../testing/fake-files'
import { createFakeServer } from '../testing/fake-server'
import { storyModel, storyRows } from '../testing/story-model'
import { SegmentedControl } from '../ui/segmented'
import { setTheme, useThemeChoice } from '../ui/theme'
import { faultSentence } from './checks'
import { FieldEditor } from './field-editor'
import { fieldMessages } from './field-messages'
import { FieldValue } from './field-value'
import { fieldKinds } from './registry'
import { type FieldStory, storyPlan } from './story'

const stories = Object.values(
  import.meta.glob<{ story: FieldStory }>('./*/story.ts', { eager: true }),
).map((module) => module.story)

const NAVIGATION: Navigation = {
  viewHref: () => '#',
  recordHref: () => '#',
  go: () => undefined,
  back: () => undefined,
}
const same = () => undefined
const rowOf = (field: FieldPlan, value: unknown) =>
  ({ id: 'story', version: 1, [field.name]: value }) as Row

/** The stories stand alone: their records and files come from a server made of fixtures. */
function useStage(): QueryClient {
  const [client] = useState(() => {
    const model = storyModel()
    const made = new QueryClient({ defaultOptions: { queries: { retry: false } } })
    const server = createFakeServer({ isSignedIn: true, model, rows: storyRows() })
    made.setQueryData(keys.model, model)
    made.setQueryData(keys.session, server.session)
    fakeFiles()
    const real = globalThis.fetch
    globalThis.fetch = (input, init) =>
      String(input).startsWith('/api') ? server.fetch(input, init) : real(input, init)
    return made
  })
  return client
}

function Case({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <p className="mb-1.5 text-meta text-fg-3">{title}</p>
      {children}
    </div>
  )
}

interface LiveProps {
  field: FieldPlan
  start: unknown
  shown?: boolean
}

/** As in a form: label, editor, fault under it. */
function LiveForm({ field, start, shown = false }: LiveProps) {
  const [value, setValue] = useState(start)
  const [left, setLeft] = useState(shown)
  const context = useLocale()
  const words = useMessages(fieldMessages)
  const kind = fieldKinds.get(field.editor)
  const error = kind && left ? faultSentence(kind, value ?? null, field, context, words) : null
  return (
    <FormField
      field={field}
      value={value}
      context={context}
      required={field.required}
      error={error}
      onChange={setValue}
      onLeave={() => setLeft(true)}
      onCommit={same}
    />
  )
}

/** As in the panel of a record, opened. */
function LiveCell({ field, start }: LiveProps) {
  const [value, setValue] = useState(start)
  const context = useLocale()
  const id = useId()
  return (
    <div className="w-62">
      <FieldEditor
        id={id}
        value={value}
        field={field}
        context={context}
        size="cell"
        onChange={setValue}
        onCommit={same}
        onCancel={() => setValue(start)}
      />
    </div>
  )
}

function Story({ story }: { story: FieldStory }) {
  const context = useLocale()
  const plan = (part: string, more: Partial<WireField> = {}) =>
    storyPlan(story, { name: `${story.key}_${part}`, ...more })
  const field = plan('cell')
  const canEdit = field.access === 'editable'
  return (
    <section id={story.key} className="border-b border-line px-6 py-6 max-md:px-4">
      <h2 className="mb-4 text-section font-semibold">{story.key}</h2>
      <div className="grid gap-x-8 gap-y-6 md:grid-cols-2 xl:grid-cols-3">
        <Case title="Preenchido">
          <LiveForm field={plan('filled')} start={story.filled} />
        </Case>
        {canEdit && (
          <>
            <Case title="Vazio">
              <LiveForm field={plan('empty')} start={null} />
            </Case>
            {story.invalid !== undefined && (
              <Case title="Inválido">
                <LiveForm field={plan('invalid')} start={story.invalid} shown />
              </Case>
            )}
            <Case title="Obrigatório, sem valor">
              <LiveForm field={plan('required', { required: true })} start={null} shown />
            </Case>
            <Case title="Somente leitura">
              <LiveForm field={plan('readonly', { access: 'read' })} start={story.filled} />
            </Case>
            <Case title="No painel, em edição">
              <LiveCell field={field} start={story.filled} />
            </Case>
          </>
        )}
        {Object.entries(story.others ?? {}).map(([title, value], index) => (
          <Case key={title} title={title}>
            <LiveForm field={plan(`other_${index}`)} start={value} />
          </Case>
        ))}
        {(['cell', 'card', 'panel'] as const).map((place) => (
          <Case key={place} title={place}>
            <div className="flex w-62 min-w-0 items-center overflow-hidden rounded-control border border-line px-2 py-1.5">
              <FieldValue
                field={field}
                row={rowOf(field, story.filled)}
                context={context}
                place={place}
              />
            </div>
          </Case>
        ))}
      </div>
    </section>
  )
}

/** `?only=file,image` shows a few. */
export function StoriesPage() {
  const client = useStage()
  const theme = useThemeChoice()
  const wanted = new URLSearchParams(location.search).get('only')?.split(',')
  const shown = stories
    .filter((story) => !wanted || wanted.includes(story.key))
    .sort((a, b) => a.key.localeCompare(b.key))
  useEffect(() => {
    document.documentElement.lang = 'pt-BR'
  }, [])
  return (
    <QueryClientProvider client={client}>
      <NavigationProvider value={NAVIGATION}>
        <main className="h-dvh overflow-y-auto bg-surface">
          <div className="flex flex-wrap items-center gap-4 px-6 pt-6 max-md:px-4">
            <h1 className="text-page font-semibold">Campos</h1>
            <SegmentedControl
              label="Tema"
              value={theme}
              onChange={setTheme}
              items={[
                { key: 'light', label: 'Claro', icon: 'sun' },
                { key: 'dark', label: 'Escuro', icon: 'moon' },
                { key: 'system', label: 'Do sistema' },
              ]}
            />
          </div>
          <Suspense>
            {shown.map((story) => (
              <Story key={story.key} story={story} />
            ))}
          </Suspense>
        </main>
      </NavigationProvider>
    </QueryClientProvider>
  )
}
