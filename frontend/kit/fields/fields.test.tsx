/** What every field editor keeps: text and back, nothing stays nothing, the wire form, a drawing a place, and the keyboard. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import axe from 'axe-core'
import { type ReactNode, useState } from 'react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { compileModel, type FieldPlan } from '../meta/plan'
import { createFakeServer } from '../testing/fake-server'
import { model } from '../testing/model-fixture'
import { storyModel } from '../testing/story-model'
import { faultSentence, faultsOf } from './checks'
import { type EditorProps, type FieldDefinition } from './contract'
import { FieldEditor } from './field-editor'
import { fieldMessages } from './field-messages'
import { fieldKinds } from './registry'
import { type FieldStory, storyPlan } from './story'
import { Unreadable } from './unreadable'

const context = {
  locale: 'pt-BR',
  timeZone: 'America/Sao_Paulo',
  now: () => new Date('2026-11-23T13:42:00Z'),
}
const stories = Object.values(
  import.meta.glob<{ story: FieldStory }>('./*/story.ts', { eager: true }),
).map((module) => module.story)

/** jsdom has no layout and no colours: the browser ring checks those. */
const AXE: axe.RunOptions = {
  rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
}

beforeEach(() => {
  Element.prototype.scrollIntoView ??= () => undefined
  globalThis.fetch = createFakeServer({ isSignedIn: true, model: storyModel() }).fetch
})

it('has a story for every editor', () => {
  expect(stories.map((story) => story.key).sort()).toEqual([...fieldKinds.keys()].sort())
})

it('has an editor for every field type of the engine', () => {
  const types = join(import.meta.dirname, '../../../engine/field_types')
  const named = readdirSync(types)
    .filter((file) => file.endsWith('.py'))
    .flatMap(
      (file) => /^ +editor = "(\w+)"/m.exec(readFileSync(join(types, file), 'utf8'))?.[1] ?? [],
    )
  expect(named.length).toBeGreaterThan(12)
  expect(named.filter((key) => !fieldKinds.has(key))).toEqual([])
})

describe.each(stories.map((story) => [story.key, story] as const))('%s', (key, story) => {
  const kind = fieldKinds.get(key) as FieldDefinition
  const plan = storyPlan(story)

  it('reads its own text', () => {
    expect(kind.format(story.filled, plan, context)).toBe(story.text)
    const parsed = kind.parse(story.text, plan, context)
    expect(parsed.ok).toBe(story.typed ?? false)
    if (parsed.ok) expect(parsed.value).toEqual(story.filled)
  })

  it('knows nothing from something', () => {
    expect(kind.parse('  ', plan, context)).toEqual({ ok: true, value: null })
    expect(kind.format(null, plan, context)).toBe('')
    expect(kind.isEmpty(null)).toBe(true)
    expect(kind.isEmpty(undefined)).toBe(true)
    expect(kind.isEmpty(story.filled)).toBe(false)
  })

  it('orders empty last and writes the wire form', () => {
    expect(kind.compare(story.filled, story.filled, plan)).toBe(0)
    expect(kind.compare(null, story.filled, plan)).toBeGreaterThan(0)
    expect(kind.toWire(story.filled)).toEqual(story.wire)
    expect(kind.validate(story.filled, plan, context)).toEqual([])
  })

  it('says what is wrong in words of its own', () => {
    if (story.invalid === undefined) return
    expect(faultsOf(kind, story.invalid, plan, context)).toEqual([story.code])
    const words = fieldMessages['pt-BR']
    const said = faultSentence(kind, story.invalid, plan, context, words)
    expect(said).not.toBe(words.invalid)
    expect(said).toMatch(/\.$/)
    for (const locale of ['en', 'es'] as const) {
      const there = { ...context, locale }
      const other = faultSentence(kind, story.invalid, plan, there, fieldMessages[locale])
      expect(other).not.toBe(said)
    }
  })

  it.each(['cell', 'card', 'panel'] as const)('draws in a %s', (place) => {
    const { container } = render(
      <Stage>
        <kind.Cell value={story.filled} field={plan} context={context} place={place} />
      </Stage>,
    )
    expect(container).not.toBeEmptyDOMElement()
  })

  it.each(['form', 'cell'] as const)('passes axe in a %s, filled and empty', async (size) => {
    const { container } = render(
      <Stage>
        <Trial kind={story.key} plan={plan} start={story.filled} size={size} name="filled" />
        <Trial kind={story.key} plan={plan} start={null} size={size} name="empty" />
      </Stage>,
    )
    await drawn(container)
    const { violations } = await axe.run(document.body, AXE)
    expect(violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`)).toEqual([])
  })

  it('ends a cell with Escape', async () => {
    const end = vi.fn()
    const { container } = render(
      <Stage>
        <Trial
          kind={story.key}
          plan={plan}
          start={story.filled}
          size="cell"
          name="cell"
          onCancel={end}
          onCommit={story.typed ? undefined : end}
          autoFocus
        />
      </Stage>,
    )
    await drawn(container)
    await waitFor(() => expect(document.activeElement).not.toBe(document.body))
    await userEvent.keyboard('{Escape}')
    // A picker of several has kept each choice already: leaving it is saving.
    await waitFor(() => expect(end).toHaveBeenCalled())
  })
})

function Stage({ children }: { children: ReactNode }) {
  const [client] = useState(
    () => new QueryClient({ defaultOptions: { queries: { retry: false } } }),
  )
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>
}

interface TrialProps extends Partial<EditorProps> {
  kind: string
  plan: FieldPlan
  start: unknown
  size: 'cell' | 'form'
  name: string
}

function Trial({ kind, plan, start, size, name, onCancel, onCommit, autoFocus }: TrialProps) {
  const [value, setValue] = useState(start)
  const id = `${kind}-${name}`
  return (
    <div>
      {size === 'form' && <label htmlFor={id}>{plan.label}</label>}
      <FieldEditor
        id={id}
        value={value}
        field={plan}
        context={context}
        size={size}
        autoFocus={autoFocus}
        onChange={setValue}
        onCommit={onCommit ?? (() => undefined)}
        onCancel={onCancel ?? (() => undefined)}
      />
    </div>
  )
}

/** Until the editor took the place of its skeleton. */
async function drawn(container: HTMLElement): Promise<void> {
  await waitFor(() => {
    expect(container.querySelector('[data-slot=skeleton]')).toBeNull()
    expect(screen.queryByText(/ainda não sabe mostrar/)).toBeNull()
  })
}

it('reports what stands in the way of saving', () => {
  const lead = compileModel(model).entities.get('lead')
  const field = (name: string) => lead?.fieldByName.get(name) as FieldPlan
  const money = fieldKinds.get('money') as FieldDefinition
  const value = { ...field('service_value'), min: 0, required: true }
  expect(faultsOf(money, null, value, context)).toEqual(['required'])
  expect(faultsOf(money, '-1.00', value, context)).toEqual(['below_min'])
  expect(faultsOf(money, new Unreadable('1,2,3', 'money.invalid'), value, context)).toEqual([
    'money.invalid',
  ])
  const text = fieldKinds.get('text') as FieldDefinition
  expect(faultsOf(text, 'abcd', { ...field('name'), max_length: 3 }, context)).toEqual(['too_long'])
})
