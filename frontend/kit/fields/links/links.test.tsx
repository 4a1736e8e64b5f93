import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, it, vi } from 'vitest'
import { type RecordRef } from '../../meta/wire'
import { renderKit } from '../../testing/render-kit'
import { storyPlan } from '../story'
import { Editor } from './editor'
import { links } from './index'
import { story } from './story'

function show(settings = story.field.settings) {
  const onChange = vi.fn()
  function Trial() {
    const [value, setValue] = useState(story.filled as RecordRef[] | null)
    return (
      <Editor
        id="trial"
        value={value}
        field={storyPlan(story, { settings })}
        context={{ locale: 'pt-BR', timeZone: 'America/Sao_Paulo', now: () => new Date(0) }}
        size="form"
        onChange={(next) => {
          onChange(next)
          setValue(next)
        }}
        onCommit={() => undefined}
        onCancel={() => undefined}
      />
    )
  }
  renderKit(() => <Trial />)
  return () => links.toWire(onChange.mock.lastCall?.[0] ?? null)
}

it('edits what each link holds, and moves links with it', async () => {
  const last = show()
  await userEvent.type(await screen.findByLabelText('Desde, Pinheiros'), '15042026')
  expect(last()).toEqual([
    { id: 'a', since: '2026-03-01', note: 'Titular' },
    { id: 'b', since: '2026-04-15', note: null },
  ])
  await userEvent.click(screen.getByRole('button', { name: 'Subir Pinheiros' }))
  expect(last()).toEqual([
    { id: 'b', since: '2026-04-15', note: null },
    { id: 'a', since: '2026-03-01', note: 'Titular' },
  ])
  await userEvent.click(screen.getByRole('button', { name: 'Remover Pinheiros' }))
  expect(last()).toEqual([{ id: 'a', since: '2026-03-01', note: 'Titular' }])
})

it('keeps a half-typed value from being sent', async () => {
  const last = show()
  await userEvent.type(await screen.findByLabelText('Desde, Pinheiros'), '15')
  await userEvent.tab()
  expect(await screen.findByRole('alert')).toHaveTextContent('Complete a data')
  expect(links.validate(last() as never, storyPlan(story), {} as never)).toEqual([
    'links.attributes',
  ])
})

it('is the plain list where links hold nothing', async () => {
  show({})
  expect(await screen.findByRole('combobox')).toHaveTextContent('MoemaPinheiros')
  expect(screen.queryByLabelText(/Desde/)).toBeNull()
})
