import { LitElement, html, css } from 'lit';
import { JsonRpc } from 'jsonrpc';
import '@vaadin/button';
import '@vaadin/checkbox';
import '@vaadin/details';
import '@vaadin/icon';
import '@vaadin/text-area';
import '@vaadin/text-field';
import { color, duration, same, simpleName } from './dapr-invoke-texts.js';

/**
 * Makes a call with the settings of one emitter, and shows its outcome.
 */
export class QwcDaprInvokeSend extends LitElement {

    // By the extension's name, because this element is a part of a page, not a page
    jsonRpc = new JsonRpc('quarkus-dapr-invoke');

    static styles = css`
        :host {
            display: flex;
            flex-direction: column;
            gap: var(--lumo-space-s);
        }
        .placeholders {
            display: flex;
            flex-wrap: wrap;
            gap: var(--lumo-space-m);
        }
        vaadin-text-area {
            width: 100%;
            max-height: 40vh;
        }
        vaadin-text-area textarea {
            font-family: monospace;
        }
        vaadin-button {
            align-self: flex-start;
            cursor: pointer;
        }
        vaadin-button vaadin-icon {
            width: 1em;
            height: 1em;
        }
        .summary {
            display: flex;
            gap: var(--lumo-space-m);
            align-items: baseline;
        }
        .status {
            font-weight: 600;
        }
        .secondary {
            color: var(--lumo-contrast-70pct);
        }
        .failure {
            color: var(--lumo-error-text-color);
            overflow-wrap: anywhere;
        }
        pre {
            margin: 0;
            padding: var(--lumo-space-s);
            max-height: 30vh;
            overflow: auto;
            font-size: var(--lumo-font-size-s);
            color: var(--lumo-body-text-color);
            background: var(--lumo-contrast-5pct);
            border-radius: var(--lumo-border-radius-m);
            white-space: pre-wrap;
            overflow-wrap: anywhere;
        }`;

    static properties = {
        emitter: { attribute: false },
        _payload: { state: true },
        _base64: { state: true },
        _sending: { state: true },
        _sent: { state: true }
    };

    constructor() {
        super();
        this._values = {};
        this._base64 = false;
    }

    willUpdate(changed) {
        if (!changed.has('emitter')) {
            return;
        }
        const before = changed.get('emitter');
        if (before && same(before, this.emitter)) {
            if (this._payload === before.example) {
                this._payload = this.emitter.example;
            }
        } else {
            this._values = {};
            this._payload = this.emitter.example;
            this._base64 = false;
            this._sent = null;
        }
    }

    render() {
        return html`
            ${this._renderPlaceholders()}
            ${this._renderPayload()}
            <vaadin-button theme="primary" class="send" ?disabled=${this._sending} @click=${this._send}>
                <vaadin-icon icon="font-awesome-solid:paper-plane" slot="prefix"></vaadin-icon>
                Send
            </vaadin-button>
            ${this._sent ? this._renderSent() : ''}`;
    }

    _renderPlaceholders() {
        return this.emitter.placeholders.length === 0 ? '' : html`
            <div class="placeholders">
                ${this.emitter.placeholders.map(name => html`
                    <vaadin-text-field label="{${name}}"
                        @value-changed=${event => { this._values[name] = event.detail.value; }}></vaadin-text-field>`)}
            </div>`;
    }

    _renderPayload() {
        if (this.emitter.payloadKind === 'NONE') {
            return html`<span class="secondary">The emitter has no payload.</span>`;
        }
        return html`
            <vaadin-text-area class="payload" label="Payload: ${simpleName(this.emitter.payloadType)}"
                helper-text=${this.emitter.payloadKind === 'JSON' ? 'JSON. Leave the field empty to send no payload.' : ''}
                .value=${this._payload} @value-changed=${event => { this._payload = event.detail.value; }}></vaadin-text-area>
            ${this.emitter.payloadKind === 'BYTES' ? html`
                <vaadin-checkbox label="The payload is Base64-encoded" .checked=${this._base64}
                    @checked-changed=${event => { this._base64 = event.detail.value; }}></vaadin-checkbox>` : ''}`;
    }

    _renderSent() {
        const sent = this._sent;
        return html`
            <div class="summary">
                <span class="status" style="color: ${color(sent.status, sent.failure)}">
                    ${sent.status ? `Status ${sent.status}` : 'No response'}</span>
                <span class="time secondary">${duration(sent.millis)}</span>
            </div>
            ${sent.failure ? html`
                <div class="failure"><b>${sent.failure}</b>${sent.errorCode ? ` (${sent.errorCode})` : ''}: ${sent.message}</div>`
                : ''}
            ${sent.headers.length ? html`
                <vaadin-details summary="Headers (${sent.headers.length})" theme="small">
                    <pre class="headers">${sent.headers.join('\n')}</pre>
                </vaadin-details>` : ''}
            ${sent.note ? html`<span class="note secondary">${sent.note}</span>` : ''}
            ${sent.body ? html`<pre class="body">${sent.body}</pre>` : ''}
            ${sent.status && !sent.body && !sent.note ? html`<span class="secondary">No body</span>` : ''}`;
    }

    _send() {
        this._sending = true;
        this._sent = null;
        const json = this.emitter.payloadKind === 'JSON';
        this.jsonRpc.send({
            emitter: this.emitter.index,
            placeholders: { ...this._values },
            payload: json && this._payload.trim() === '' ? null : this._payload,
            base64: this._base64
        }).then(response => {
            this._sent = response.result;
        }).catch(response => {
            this._sent = {
                millis: 0, status: null, headers: [], body: null, note: null, errorCode: null,
                failure: 'Dev UI error', message: response.error?.message ?? String(response)
            };
        }).finally(() => {
            this._sending = false;
        });
    }
}
customElements.define('qwc-dapr-invoke-send', QwcDaprInvokeSend);
