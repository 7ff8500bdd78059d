import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Repository } from '../repository/repository.js'

const Context = createContext<Repository | undefined>(undefined)
export const RepositoryProvider = Context.Provider

export function useRepository(): Repository {
  const repository = useContext(Context)
  if (!repository) throw new Error('no repository around this component')
  return repository
}
