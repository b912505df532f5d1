/** Why an edit by the control interface cannot be made. */
export class EditRefusal extends Error {
  override readonly name = 'EditRefusal';
}
