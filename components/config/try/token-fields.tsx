'use client';
/** The JSON Web Token of the request: what rules read of it, and whether it would be accepted. */
import { Checkbox } from '@/components/ui/checkbox';
import { inputBase, TextField } from '@/components/ui/text-field';
import { EMPTY_TOKEN, type TokenForm } from './request-form-state';

export interface TokenFieldsProps {
  /** Null = none. */
  token: TokenForm | null;
  error: string | undefined;
  onToken: (token: TokenForm | null) => void;
}

export function TokenFields({ token, error, onToken }: TokenFieldsProps) {
  return (
    <fieldset className="grid gap-2">
      <Checkbox
        checked={token !== null}
        onCheckedChange={(on) => onToken(on ? EMPTY_TOKEN : null)}
        label="The request carries a token (JWT)"
      />
      {token !== null && (
        <div className="grid gap-2 border-line border-l-2 pl-3">
          <TextField
            label="Issuer (iss)"
            mono
            size="sm"
            value={token.issuer}
            onChange={(event) => onToken({ ...token, issuer: event.target.value })}
          />
          <TextField
            label="Subject (sub)"
            mono
            size="sm"
            value={token.subject}
            onChange={(event) => onToken({ ...token, subject: event.target.value })}
          />
          <TextField
            label="Audiences (aud), with commas between"
            mono
            size="sm"
            value={token.audiences}
            onChange={(event) => onToken({ ...token, audiences: event.target.value })}
          />
          <label className="grid gap-1">
            <span className="font-medium text-text-2 text-xs">Other claims, as JSON</span>
            <textarea
              rows={3}
              spellCheck={false}
              value={token.claims}
              placeholder='{"groups": ["admin"]}'
              aria-invalid={error !== undefined || undefined}
              onChange={(event) => onToken({ ...token, claims: event.target.value })}
              className={`${inputBase} resize-y px-2 py-1 font-mono text-xs`}
            />
            {error !== undefined && (
              <span role="alert" className="text-failing text-xs">
                {error}
              </span>
            )}
          </label>
          <Checkbox
            checked={token.valid}
            onCheckedChange={(valid) => onToken({ ...token, valid })}
            label="Its signature and dates are good"
          />
        </div>
      )}
    </fieldset>
  );
}
