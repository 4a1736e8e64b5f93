/** What is typed while an editor is still on its way from the server is not lost. */
import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, it, vi } from 'vitest'
import { eventually } from '../testing/render-kit'
import { FieldEditor } from './field-editor'
import { fieldKinds } from './registry'
import { storyPlan } from './story'

/** An editor that comes when it is let go. */
function delay(key: string): () => Promise<void> {
  const kind = fieldKinds.get(key)
  if (!kind) throw new Error(key)
  const load = kind.load.Editor
  let letGo: () => void = () => undefined
  const gate = new Promise<void>((done) => {
    letGo = done
  })
  kind.load.Editor = async () => {
    await gate
    return load()
  }
  return () => act(async () => letGo())
}

function open(key: string, start: unknown) {
  const onCommit = vi.fn()
  const onCancel = vi.fn()
  const onOutside = vi.fn()
  let latest: unknown = start
  function Trial() {
    const [value, setValue] = useState(start)
    return (
      <div role="presentation" onKeyDown={(event) => onOutside(event.key)}>
        <FieldEditor
          id="early"
          value={value}
          field={storyPlan({ key, field: { label: 'Campo' }, filled: start, text: '', wire: null })}
          context={{ locale: 'pt-BR', timeZone: 'UTC', now: () => new Date(0) }}
          size="cell"
          autoFocus
          onChange={(next) => {
            latest = next
            setValue(next)
          }}
          onCommit={() => onCommit(latest)}
          onCancel={onCancel}
        />
      </div>
    )
  }
  const view = render(<Trial />)
  return { ...view, onCommit, onCancel, latest: () => latest }
}

it('types into a late editor what was typed before it came, and what comes after goes behind it', async () => {
  const come = delay('money')
  const { latest, onCommit } = open('money', '9.00')
  await userEvent.keyboard('53')
  expect(screen.queryByRole('textbox')).toBeNull()
  await come()
  await eventually(() => expect(screen.getByRole('textbox')).toHaveValue('53'))
  await userEvent.keyboard('1')
  expect(latest()).toBe('531.00')
  expect(onCommit).not.toHaveBeenCalled()
})

it('keeps Backspace and Enter in their order', async () => {
  const come = delay('text')
  const { onCommit } = open('text', 'Ana')
  await userEvent.keyboard('Zélia x{Backspace}Nova{Enter}')
  await come()
  await eventually(() => expect(onCommit).toHaveBeenCalledWith('Zélia Nova'))
  expect(onCommit).toHaveBeenCalledOnce()
})

it('gives up with Escape, even before the editor came', async () => {
  const come = delay('email')
  const { onCancel, onCommit } = open('email', null)
  await userEvent.keyboard('a@b{Escape}')
  await come()
  await eventually(() => expect(onCancel).toHaveBeenCalledOnce())
  expect(onCommit).not.toHaveBeenCalled()
})

it('lets the keys go when the edit is over before the editor came', async () => {
  delay('url')
  const { unmount } = open('url', null)
  unmount()
  render(<input aria-label="Busca" />)
  await userEvent.type(screen.getByRole('textbox', { name: 'Busca' }), 'ana')
  expect(screen.getByRole('textbox', { name: 'Busca' })).toHaveValue('ana')
})
