/** Here for the fields; the words of the kit fold the same way. */
export { fold } from '../i18n/fold'
