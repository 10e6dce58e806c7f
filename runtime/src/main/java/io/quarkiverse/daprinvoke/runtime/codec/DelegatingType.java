package io.quarkiverse.daprinvoke.runtime.codec;

/**
 * A response type that delegates to another one, which reads the body.
 *
 * @param <X> the type of the delegate's item
 * @param <R> the type of the item
 */
abstract class DelegatingType<X, R> extends ResponseType<R> {

    final ResponseType<? extends X> delegate;

    DelegatingType(ResponseType<? extends X> delegate) {
        super(delegate.mapper);
        this.delegate = delegate;
    }

    @Override
    public boolean streamsBody(int status) {
        return delegate.streamsBody(status);
    }

    @Override
    public boolean storesBody(int status) {
        return delegate.storesBody(status);
    }

    @Override
    public void checkHead(ResponseHead head) throws BodyProblem {
        delegate.checkHead(head);
    }

    @Override
    public String accept() {
        return delegate.accept();
    }
}
