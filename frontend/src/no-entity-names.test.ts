/** The staff app serves any clinic: no file of src or kit may name an entity of our own packages. */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const apps = join(root, '..', 'default_apps')
/** Words of the language itself that are also names of entities. */
const LANGUAGE = new Set(['member', 'unit', 'team', 'activity'])

const list = (folder: string) => readdirSync(folder, { recursive: true, encoding: 'utf8' })
const entities = list(apps)
  .filter((path) => /[\\/]entities[\\/][a-z_]+\.yaml$/.test(path))
  .map((path) => basename(path, '.yaml'))
  .filter((name) => !LANGUAGE.has(name))

test('no entity name in src or kit', () => {
  expect(entities.length).toBeGreaterThan(0)
  const pattern = new RegExp(`['"\`/](${entities.join('|')})s?['"\`./]`)
  const found = ['src', 'kit'].flatMap((folder) =>
    list(join(root, folder))
      .filter(
        (path) =>
          /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path) && !path.startsWith('testing'),
      )
      .filter((path) => pattern.test(readFileSync(join(root, folder, path), 'utf8')))
      .map((path) => `${folder}/${path}`),
  )
  expect(found).toEqual([])
})
