import * as z from 'zod';

/** The script for a shell. */
export const completionScript = z
  .strictObject({
    shell: z.enum(['bash', 'zsh', 'fish', 'powershell']),
    script: z.string().describe('What the shell has to run once at its start.'),
  })
  .meta({ id: 'CompletionScript', description: 'The script that makes a shell complete command lines.' });
