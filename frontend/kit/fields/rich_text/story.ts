import { type FieldStory } from '../story'

const plain = '<p>Evitar sol direto por 30 dias.</p><p>Usar protetor FPS 50.</p>'

export const story: FieldStory = {
  key: 'rich_text',
  field: { label: 'Cuidados', settings: { max_length: 2000 } },
  filled: plain,
  text: 'Evitar sol direto por 30 dias.\nUsar protetor FPS 50.',
  wire: plain,
  typed: true,
  invalid: `<p>${'a'.repeat(2000)}</p>`,
  code: 'too_long',
  others: {
    'Com títulos e lista':
      '<h2>Orientações</h2><p>Evitar <strong>sol direto</strong> por 30 dias e usar <em>protetor FPS 50</em>.</p><ul><li><p>Compressa fria</p></li><li><p>Retorno em 15 dias</p></li></ul>',
    'Com link e citação':
      '<p>Veja <a href="https://exemplo.com.br/preparo">o preparo</a>.</p><blockquote><p>Jejum de 4 horas.</p></blockquote><ol><li><p>Chegar cedo</p></li><li><p>Trazer exames</p></li></ol>',
  },
}
