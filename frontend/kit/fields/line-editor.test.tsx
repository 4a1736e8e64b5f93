import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, it, vi } from 'vitest'
import { story } from './date/story'
import { LineEditor } from './line-editor'
import { storyPlan } from './story'
import { Unreadable } from './unreadable'

it('keeps letters its mask has no place for, and never reads them as nothing', async () => {
  const onChange = vi.fn()
  function Trial() {
    const [value, setValue] = useState<string | null>(null)
    return (
      <LineEditor<string>
        id="line"
        value={value}
        field={storyPlan(story)}
        context={{ locale: 'pt-BR', timeZone: 'UTC', now: () => new Date(0) }}
        size="form"
        toText={(text) => text}
        read={(text) => ({ ok: true, value: text.replace(/\D/g, '') || null })}
        mask={(text) => text.replace(/\D/g, '')}
        onChange={(next) => {
          onChange(next)
          setValue(next)
        }}
        onCommit={() => undefined}
        onCancel={() => undefined}
      />
    )
  }
  render(<Trial />)
  await userEvent.type(screen.getByRole('textbox'), 'ab')
  expect(screen.getByRole('textbox')).toHaveValue('ab')
  expect(onChange).toHaveBeenLastCalledWith(new Unreadable('ab', 'invalid'))
})
