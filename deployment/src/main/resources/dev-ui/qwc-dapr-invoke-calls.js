import { html, css } from 'lit';
import { QwcHotReloadElement } from 'qwc-hot-reload-element';
import { JsonRpc } from 'jsonrpc';
import { columnBodyRenderer } from '@vaadin/grid/lit.js';
import '@vaadin/grid';
import { color, duration, target } from './dapr-invoke-texts.js';

const KEPT = 50;

/**
 * Shows the last calls of the application, newest first. Calls that end while the page is open are added automatically.
 */
export class QwcDaprInvokeCalls extends QwcHotReloadElement {

    // By the extension's name, because this element is a part of a page, not a page
    jsonRpc = new JsonRpc('quarkus-dapr-invoke');

    static styles = css`
        :host {
            display: block;
            padding-bottom: var(--lumo-space-m);
        }
        code {
            font-size: var(--lumo-font-size-s);
        }
        .none {
            color: var(--lumo-contrast-70pct);
        }`;

    static properties = {
        _calls: { state: true }
    };

    constructor() {
        super();
        this._calls = [];
    }

    connectedCallback() {
        super.connectedCallback();
        this.hotReload();
    }

    disconnectedCallback() {
        this._stream?.cancel();
        super.disconnectedCallback();
    }

    hotReload() {
        this._stream?.cancel();
        this._calls = [];
        // Subscribes to the stream first, so that no call is missed between the two requests
        this._stream = this.jsonRpc.streamCalls().onNext(response => this._add([response.result]));
        this.jsonRpc.lastCalls().then(response => this._add(response.result));
    }

    _add(calls) {
        const all = new Map([...this._calls, ...calls].map(call => [call.id, call]));
        this._calls = [...all.values()].sort((a, b) => b.id - a.id).slice(0, KEPT);
    }

    render() {
        if (this._calls.length === 0) {
            return html`<span class="none">No call has ended yet. Calls of the application and of this page appear here.</span>`;
        }
        return html`
            <vaadin-grid class="calls" .items=${this._calls} theme="no-border compact" all-rows-visible>
                <vaadin-grid-column header="Time" width="9rem" flex-grow="0"
                    ${columnBodyRenderer(call => html`${new Date(call.ended).toLocaleTimeString()}`, [])}></vaadin-grid-column>
                <vaadin-grid-column header="Target" auto-width resizable
                    ${columnBodyRenderer(call => html`<code>${target(call)}</code>`, [])}></vaadin-grid-column>
                <vaadin-grid-column header="Outcome" auto-width resizable
                    ${columnBodyRenderer(this._renderOutcome, [])}></vaadin-grid-column>
                <vaadin-grid-column header="Duration" width="9rem" flex-grow="0" text-align="end"
                    ${columnBodyRenderer(call => html`${duration(call.millis)}`, [])}></vaadin-grid-column>
            </vaadin-grid>`;
    }

    _renderOutcome(call) {
        const failed = call.outcome !== 'completed' && call.outcome !== 'cancelled';
        return html`
            <span style="color: ${color(call.status, failed)}">
                ${call.status ?? ''} ${call.outcome === 'completed' ? '' : call.outcome}
            </span>`;
    }
}
customElements.define('qwc-dapr-invoke-calls', QwcDaprInvokeCalls);
