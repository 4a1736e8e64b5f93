import { type FieldStory } from '../story'

export const story: FieldStory = {
  key: 'choice',
  field: {
    label: 'Situação',
    options: [
      { key: 'qualified', label: 'Qualificado', color: 'green' },
      { key: 'talking', label: 'Conversa iniciada', color: 'cyan' },
    ],
  },
  filled: 'qualified',
  text: 'Qualificado',
  wire: 'qualified',
  typed: true,
  invalid: 'retired',
  code: 'unknown_option',
}
